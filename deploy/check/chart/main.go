// Reads a chart as Helm does.
//
//	chart lint CHART [VALUES…]    lint it strictly
//	chart render CHART [VALUES…]  print its manifests
package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"helm.sh/helm/v3/pkg/chart/loader"
	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/engine"
	"helm.sh/helm/v3/pkg/lint"
	"helm.sh/helm/v3/pkg/lint/support"
)

// The namespace and the name under which charts are linted and rendered here.
const name = "mueang"

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(words []string) error {
	if len(words) < 2 {
		return errors.New("usage: chart lint CHART [VALUES…] | chart render CHART [VALUES…]")
	}
	switch words[0] {
	case "lint":
		return linted(words[1], words[2:])
	case "render":
		return rendered(words[1], words[2:])
	}
	return fmt.Errorf("%s is nothing that is done with a chart", words[0])
}

// values merges files as `--values` does: the later win.
func values(files []string) (map[string]any, error) {
	merged := map[string]any{}
	for _, file := range files {
		read, err := chartutil.ReadValuesFile(file)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		merged = chartutil.CoalesceTables(read, merged)
	}
	return merged, nil
}

// linted fails from warnings on, as `helm lint --strict` does.
func linted(chart string, files []string) error {
	given, err := values(files)
	if err != nil {
		return err
	}
	linter := lint.All(chart, given, name, true)
	for _, message := range linter.Messages {
		fmt.Println(message)
	}
	if linter.HighestSeverity >= support.WarningSev {
		return errors.New("the chart has faults")
	}
	return nil
}

func rendered(path string, files []string) error {
	chart, err := loader.Load(path)
	if err != nil {
		return err
	}
	given, err := values(files)
	if err != nil {
		return err
	}
	release := chartutil.ReleaseOptions{Name: name, Namespace: name, Revision: 1, IsInstall: true}
	all, err := chartutil.ToRenderValues(chart, given, release, chartutil.DefaultCapabilities)
	if err != nil {
		return err
	}
	texts, err := (engine.Engine{Strict: true}).Render(chart, all)
	if err != nil {
		return err
	}
	var names []string
	for each := range texts {
		names = append(names, each)
	}
	sort.Strings(names)
	for _, each := range names {
		if filepath.Ext(each) == ".yaml" && strings.TrimSpace(texts[each]) != "" {
			fmt.Printf("---\n# Source: %s\n%s\n", each, texts[each])
		}
	}
	return nil
}
