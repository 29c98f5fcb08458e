{{/* The name of everything that a release of the chart makes. */}}
{{- define "mueang.name" -}}
{{- $full := contains .Chart.Name .Release.Name | ternary .Release.Name (printf "%s-%s" .Release.Name .Chart.Name) -}}
{{ $full | trunc 50 | trimSuffix "-" }}
{{- end }}

{{/* What pods of the API are chosen by: it never changes. */}}
{{- define "mueang.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "mueang.labels" -}}
app.kubernetes.io/version: {{ .Values.image.tag | default .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{- define "mueang.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end }}

{{/* What the API and the job share: who they run as, what they are told, what they may write. */}}
{{- define "mueang.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- define "mueang.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end }}

{{- define "mueang.environment" -}}
- {name: NEO4J_URI, value: {{ .Values.neo4j.uri | quote }}}
- {name: NEO4J_USERNAME, value: {{ .Values.neo4j.username | quote }}}
- {name: NEO4J_DATABASE, value: {{ .Values.neo4j.database | quote }}}
- {name: MUEANG_SECRETS, value: /run/secrets/mueang}
- {name: MUEANG_CACHE, value: /var/cache/mueang}
{{- if not (hasKey .Values.settings "MUEANG_DATA") }}
{{- /* Said in any case: the image names a directory, which without a volume each pod would have for itself. */}}
- {name: MUEANG_DATA, value: {{ ternary "/var/lib/mueang" "" (not (empty .Values.dumps.claim)) | quote }}}
{{- end }}
{{- if .Values.proxies }}
- {name: MUEANG_PROXIES, value: {{ join "," .Values.proxies | quote }}}
{{- end }}
{{- if and .Values.ingress.enabled (not (hasKey .Values.settings "MUEANG_SITE")) }}
- {name: MUEANG_SITE, value: "http{{ if .Values.ingress.tlsSecretName }}s{{ end }}://{{ .Values.ingress.host }}"}
{{- end }}
{{- range $name, $value := .Values.settings }}
- {name: {{ $name }}, value: {{ $value | quote }}}
{{- end }}
{{- end }}

{{- define "mueang.mounts" -}}
- {name: secrets, mountPath: /run/secrets/mueang, readOnly: true}
- {name: cache, mountPath: /var/cache/mueang}
- {name: scratch, mountPath: /tmp}
{{- if .Values.dumps.claim }}
- {name: dumps, mountPath: /var/lib/mueang}
{{- end }}
{{- end }}

{{- define "mueang.volumes" -}}
- name: secrets
  secret: {secretName: {{ .Values.secretName }}, defaultMode: 0440}
- name: cache
  emptyDir: {sizeLimit: 1Gi}
- name: scratch
  emptyDir: {sizeLimit: 64Mi}
{{- if .Values.dumps.claim }}
- name: dumps
  persistentVolumeClaim: {claimName: {{ .Values.dumps.claim }}}
{{- end }}
{{- end }}

{{/* The pod of the job that loads. */}}
{{- define "mueang.seeding" -}}
metadata:
  labels:
    {{- include "mueang.selector" . | nindent 4 }}
    {{- include "mueang.labels" . | nindent 4 }}
    app.kubernetes.io/component: seed
spec:
  restartPolicy: Never
  automountServiceAccountToken: false
  enableServiceLinks: false
  {{- with .Values.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  securityContext:
    {{- include "mueang.podSecurity" . | nindent 4 }}
  containers:
    - name: seed
      image: {{ include "mueang.image" . | quote }}
      imagePullPolicy: {{ .Values.image.pullPolicy }}
      args: [seed]
      env:
        {{- include "mueang.environment" . | nindent 8 }}
        {{- if not (hasKey .Values.settings "MUEANG_DEADLINE") }}
        # A database that has just begun takes its time over the first batches: nobody waits for them.
        - {name: MUEANG_DEADLINE, value: "60"}
        {{- end }}
      resources:
        {{- toYaml .Values.seeding.resources | nindent 8 }}
      securityContext:
        {{- include "mueang.containerSecurity" . | nindent 8 }}
      volumeMounts:
        {{- include "mueang.mounts" . | nindent 8 }}
  volumes:
    {{- include "mueang.volumes" . | nindent 4 }}
{{- end }}
