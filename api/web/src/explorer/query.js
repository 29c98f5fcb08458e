/**
 * The query that a state stands for.
 *
 * One text a view, and variables: the picture, the file of CSV and the link to GraphiQL are all made of this, so they
 * cannot say different things.
 */

import { playgroundOf } from '../question.js';
import { UNKNOWN } from './state.js';

const HEAD = `release { id asOf { iso } }
  counts { approved handedOver inForce }`;

const NAMED = 'name { th en }';

/** How many things of a list are asked for at once: the most that the server gives. */
export const PAGE = 100;

const QUERIES = {
  map: {
    name: 'ExplorerMap',
    declares: '$provinces: ProvinceFilter, $cities: CityFilter',
    body: `provinces(first: ${PAGE}, where: $provinces) {
    totalCount
    nodes {
      id
      code
      ${NAMED}
      latitude
      longitude
      region { ${NAMED} }
      cities(first: 50, where: $cities) {
        totalCount
        nodes { id ${NAMED} status { value } }
      }
    }
  }`,
    variables: (cities, state) => ({ provinces: provincesOf(state), cities }),
  },
  timeline: {
    name: 'ExplorerTimeline',
    declares: '$rounds: ApprovalRoundFilter, $decisions: DecisionFilter, $cities: CityFilter',
    body: `approvalRounds(first: ${PAGE}, where: $rounds, orderBy: { field: DATE }) {
    totalCount
    nodes {
      id
      number
      date { iso }
      committee { ${NAMED} }
      decisions(first: 16, where: $decisions) {
        totalCount
        nodes {
          kind
          text
          reportedCount
          cities(first: 40, where: $cities) { totalCount nodes { id ${NAMED} } }
        }
      }
    }
  }`,
    variables: (cities) => {
      const about = cities && { cities: { some: cities } };
      return { rounds: about, decisions: about, cities };
    },
  },
  network: {
    name: 'ExplorerNetwork',
    declares: '$cities: CityFilter, $after: String',
    body: `cities(first: ${PAGE}, after: $after, where: $cities, orderBy: { field: ID }) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes {
      id
      ${NAMED}
      status { value }
      province { id ${NAMED} }
      operators(first: 20) { knowledge nodes { id ${NAMED} } }
      proposers(first: 20) { nodes { id ${NAMED} } }
      participants(first: 20) { edges { role node { id ${NAMED} } } }
    }
  }`,
    variables: (cities) => ({ cities }),
  },
  table: {
    name: 'ExplorerTable',
    declares: '$cities: CityFilter, $orderBy: [CityOrder!], $after: String',
    body: `cities(first: ${PAGE}, after: $after, where: $cities, orderBy: $orderBy) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes {
      id
      ${NAMED}
      status { value yearOfApproval since { iso } }
      approved { answer }
      handedOver { answer }
      inForce { answer }
      kind { node { ${NAMED} } }
      province { id ${NAMED} region { ${NAMED} } }
      dimensions { knowledge nodes { id ${NAMED} } }
      operators { knowledge nodes { id ${NAMED} } }
      sources { title url }
    }
  }`,
    variables: (cities, state) => ({ cities, orderBy: orderOf(state) }),
  },
};

function relation(noun, value) {
  return value === UNKNOWN ? { isUnknown: true } : { some: { id: { eq: `${noun}:${value}` } } };
}

/** Each filter as the API says it. */
const CONDITIONS = {
  dimension: (value) => ({ dimensions: relation('dimension', value) }),
  region: (value) => ({ province: { region: { id: { eq: `region:${value}` } } } }),
  province: (value) => ({ province: { code: { eq: value } } }),
  operator: (value) => ({ operators: relation('agency', value) }),
  kind: (value) => ({ kind: { id: { eq: `area-kind:${value}` } } }),
  status: (value) => ({ status: { eq: value } }),
  year: (value) => ({ approvedOn: { gte: `${value}-01-01`, lte: `${value}-12-31` } }),
};

/** The filter of cities that a state stands for; nothing where it is of all cities. */
function citiesOf(state) {
  const all = Object.keys(CONDITIONS)
    .filter((key) => state[key])
    .map((key) => CONDITIONS[key](state[key]));
  return all.length > 1 ? { and: all } : all[0];
}

function provincesOf({ region, province }) {
  if (province) return { code: { eq: province } };
  return region && { region: { id: { eq: `region:${region}` } } };
}

function orderOf({ sort = 'name', lang }) {
  const direction = sort.startsWith('-') ? 'DESC' : 'ASC';
  const fields = { name: lang === 'th' ? 'NAME_TH' : 'NAME_EN', status: 'STATUS', year: 'APPROVED_ON' };
  return { field: fields[sort.replace('-', '')] ?? 'ID', direction };
}

/** A text, with the day and the release that it is asked of, where there are any. */
function documented(name, declares, body, { asOf, release }) {
  const declared = [declares, asOf && '$asOf: String!', release && '$release: ID!'].filter(Boolean).join(', ');
  const directives = [asOf && '@asOf(date: $asOf)', release && '@release(id: $release)'].filter(Boolean);
  return `query ${[`${name}${declared && `(${declared})`}`, ...directives].join(' ')} {\n  ${body}\n}\n`;
}

function present(variables) {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value != null));
}

/** The query of a state, which has its language: `{ query, variables }`. */
export function queryOf(state) {
  const { name, declares, body, variables } = QUERIES[state.view];
  const { asOf, release } = state;
  return {
    query: documented(name, declares, `${HEAD}\n  ${body}`, state),
    variables: present({ ...variables(citiesOf(state), state), asOf, release }),
  };
}

/** What is there to choose from: it is the same in every view. */
export function choicesQuery({ release }) {
  const body = `release { id asOf { iso } }
  dimensions { nodes { id ${NAMED} } }
  regions { nodes { id ${NAMED} } }
  provinces(first: ${PAGE}) { nodes { id code ${NAMED} } }
  areaKinds { nodes { id ${NAMED} } }
  agencies(first: ${PAGE}, where: { cities: { count: { gte: 1 } } }) { totalCount nodes { id ${NAMED} } }
  decisions(first: ${PAGE}, orderBy: { field: DATE }) { nodes { date { iso } } }
  years: cityGroups(by: [YEAR_OF_APPROVAL]) { keys { value } count }`;
  return { query: documented('ExplorerChoices', '', body, { release }), variables: present({ release }) };
}

/** What is called like a text, of the nouns that lead somewhere. */
export function searchQuery(text) {
  const kinds = 'CITY, PROVINCE, REGION, AGENCY, PROJECT, APPROVAL_ROUND, PRIVILEGE, DIMENSION, AREA_KIND';
  return {
    query: `query ExplorerSearch($text: String!) {
  search(text: $text, kinds: [${kinds}], first: 8) {
    edges { matchedName node { __typename id ... on Named { ${NAMED} } ... on ApprovalRound { number date { iso } committee { ${NAMED} } } } }
  }
}
`,
    variables: { text },
  };
}

/** Where a query is answered as CSV, with the mark by which Excel knows its encoding. */
export function csvAddress({ query, variables }) {
  const words = { format: 'csv', bom: 'true', query, variables: JSON.stringify(variables) };
  return `/graphql?${new URLSearchParams(words)}`;
}

/** Where a query stands in the playground. */
export function graphiqlAddress({ query, variables }) {
  return playgroundOf({ query, variables: JSON.stringify(variables, null, 2) });
}
