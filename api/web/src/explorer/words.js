/** What the explorer says, in Thai and in English. */

const STATUS = {
  APPROVED: { en: 'Approved', th: 'อนุมัติแล้ว' },
  AGREED_IN_PRINCIPLE: { en: 'Agreed in principle', th: 'เห็นชอบในหลักการ' },
  SCREENED: { en: 'Passed screening', th: 'ผ่านการกลั่นกรอง' },
  RETURNED: { en: 'Returned for revision', th: 'ส่งกลับให้ปรับแก้' },
  PROPOSED: { en: 'Proposed', th: 'เสนอแล้ว' },
  UNKNOWN: { en: 'Not on record', th: 'ไม่มีบันทึก' },
};

const DECISION = {
  APPROVED: { en: 'Approved', th: 'อนุมัติ' },
  RENEWED: { en: 'Emblem renewed', th: 'ต่ออายุตรา' },
  PASSED: { en: 'Passed', th: 'ผ่านการพิจารณา' },
  PASSED_SCREENING: { en: 'Passed screening', th: 'ผ่านการกลั่นกรอง' },
  AGREED_IN_PRINCIPLE: { en: 'Agreed in principle', th: 'เห็นชอบในหลักการ' },
  RETURNED: { en: 'Returned for revision', th: 'ส่งกลับให้ปรับแก้' },
  ACKNOWLEDGED: { en: 'Acknowledged', th: 'รับทราบ' },
  CONSIDERED: { en: 'Considered', th: 'พิจารณา' },
  AGREED: { en: 'Agreed', th: 'เห็นชอบ' },
  APPOINTED: { en: 'Appointed', th: 'แต่งตั้ง' },
  PROPOSED: { en: 'Proposed', th: 'เสนอ' },
};

const ROLE = {
  OPERATOR: { en: 'Operator', th: 'ผู้ดำเนินการ' },
  PROPOSER: { en: 'Proposer', th: 'ผู้เสนอ' },
  LANDOWNER: { en: 'Landowner', th: 'เจ้าของที่ดิน' },
  CONTRACTOR: { en: 'Contractor', th: 'ผู้รับสัญญา' },
  PARTNER: { en: 'Partner', th: 'ผู้ร่วมดำเนินการ' },
};

const ANSWER = {
  YES: { en: 'Yes', th: 'ใช่' },
  NO: { en: 'No', th: 'ไม่' },
  UNKNOWN: { en: 'Not known', th: 'ไม่ทราบ' },
};

const NOUN = {
  City: { en: 'City', th: 'เมือง' },
  Province: { en: 'Province', th: 'จังหวัด' },
  Region: { en: 'Region', th: 'ภาค' },
  Agency: { en: 'Agency', th: 'หน่วยงาน' },
  Project: { en: 'Project', th: 'โครงการ' },
  ApprovalRound: { en: 'Round', th: 'การประชุม' },
  Privilege: { en: 'Privilege', th: 'สิทธิประโยชน์' },
  Dimension: { en: 'Dimension', th: 'ด้าน' },
  AreaKind: { en: 'Kind', th: 'ประเภท' },
};

const VIEW = {
  map: { en: 'Map', th: 'แผนที่' },
  timeline: { en: 'Timeline', th: 'ลำดับเวลา' },
  network: { en: 'Network', th: 'เครือข่าย' },
  table: { en: 'Table', th: 'ตาราง' },
};

const TITLE = {
  map: { en: 'Smart cities by province', th: 'เมืองอัจฉริยะรายจังหวัด' },
  timeline: { en: 'Rounds and what they decided', th: 'การประชุมและมติ' },
  network: { en: 'Who takes part in which city', th: 'ใครมีส่วนในเมืองใด' },
  table: { en: 'Smart cities, one by one', th: 'เมืองอัจฉริยะทีละแห่ง' },
};

const FILTER = {
  dimension: { en: 'Dimension', th: 'ด้าน' },
  region: { en: 'Region', th: 'ภาค' },
  province: { en: 'Province', th: 'จังหวัด' },
  operator: { en: 'Operator', th: 'ผู้ดำเนินการ' },
  kind: { en: 'Kind of area', th: 'ประเภทพื้นที่' },
  status: { en: 'Status', th: 'สถานะ' },
  year: { en: 'Year of approval', th: 'ปีที่อนุมัติ' },
};

const SAID = {
  search: { en: 'Search cities, provinces, agencies…', th: 'ค้นหาเมือง จังหวัด หน่วยงาน…' },
  searchLabel: { en: 'Search', th: 'ค้นหา' },
  found: { en: '{n} found', th: 'พบ {n} รายการ' },
  nothingFound: { en: 'Nothing is called like that.', th: 'ไม่พบชื่อที่ใกล้เคียง' },
  showsIn: { en: 'show only this', th: 'แสดงเฉพาะส่วนนี้' },
  opensPage: { en: 'open its page', th: 'เปิดหน้า' },
  filters: { en: 'Show', th: 'แสดง' },
  all: { en: 'All', th: 'ทั้งหมด' },
  notOnRecord: { en: 'Not on record', th: 'ไม่มีบันทึก' },
  clear: { en: 'Show everything', th: 'แสดงทั้งหมด' },
  views: { en: 'Views', th: 'มุมมอง' },
  asOf: { en: 'As of', th: 'ข้อมูล ณ วันที่' },
  today: { en: 'today', th: 'วันนี้' },
  toToday: { en: 'Back to today', th: 'กลับมาวันนี้' },
  exactDay: { en: 'Any other day', th: 'วันอื่น' },
  day: { en: 'Day', th: 'วันที่' },
  month: { en: 'Month', th: 'เดือน' },
  year: { en: 'Year', th: 'ปี พ.ศ.' },
  approved: { en: 'approved', th: 'อนุมัติแล้ว' },
  handedOver: { en: 'handed over', th: 'รับมอบตราแล้ว' },
  inForce: { en: 'emblem in force', th: 'ตรายังมีผล' },
  countsOf: { en: 'Whole country', th: 'ทั้งประเทศ' },
  cities: { en: '{n} cities', th: '{n} เมือง' },
  city: { en: '{n} city', th: '{n} เมือง' },
  ofCities: { en: '{n} cities in {m} provinces', th: '{n} เมือง ใน {m} จังหวัด' },
  rounds: { en: '{n} rounds', th: 'การประชุม {n} ครั้ง' },
  networkShown: { en: 'Showing {n} of {m} things: cities, agencies, provinces', th: 'แสดง {n} จาก {m} รายการ ทั้งเมือง หน่วยงาน และจังหวัด' },
  shownOf: { en: 'Showing {n} of {m}', th: 'แสดง {n} จาก {m}' },
  more: { en: 'Show more', th: 'แสดงเพิ่ม' },
  noCities: { en: 'No city on record is like this, on this day.', th: 'ไม่มีเมืองเช่นนี้ในบันทึก ณ วันนี้' },
  noRounds: { en: 'No round on record decided on this by this day.', th: 'ไม่มีการประชุมที่มีมติเรื่องนี้ในบันทึก ณ วันนี้' },
  mapNote: {
    en: 'A mark stands in the middle of its province: where exactly a city lies is not in the data. Province outlines are drawn small and are not survey boundaries.',
    th: 'เครื่องหมายอยู่กลางจังหวัด เพราะข้อมูลไม่มีพิกัดของเมือง เส้นเขตจังหวัดเป็นเพียงภาพย่อ ไม่ใช่แนวเขตทางการ',
  },
  unknownNote: {
    en: 'Cities of which this is not on record are left out.',
    th: 'ไม่รวมเมืองที่ไม่มีบันทึกในเรื่องนี้',
  },
  numberOfCities: { en: 'Cities in a province', th: 'จำนวนเมืองในจังหวัด' },
  none: { en: 'none', th: 'ไม่มี' },
  name: { en: 'Name', th: 'ชื่อ' },
  province: { en: 'Province', th: 'จังหวัด' },
  region: { en: 'Region', th: 'ภาค' },
  status: { en: 'Status', th: 'สถานะ' },
  since: { en: 'Since', th: 'ตั้งแต่' },
  dimensions: { en: 'Dimensions', th: 'ด้าน' },
  operators: { en: 'Operators', th: 'ผู้ดำเนินการ' },
  emblemInForce: { en: 'Emblem in force', th: 'ตรายังมีผล' },
  kind: { en: 'Kind', th: 'ประเภท' },
  citiesColumn: { en: 'Cities', th: 'เมือง' },
  date: { en: 'Date', th: 'วันที่' },
  round: { en: 'Round', th: 'การประชุม' },
  decided: { en: 'Decided', th: 'มติ' },
  roundNumber: { en: 'no. {n}', th: 'ครั้งที่ {n}' },
  withoutDate: { en: 'day not on record', th: 'ไม่มีบันทึกวันที่' },
  noDecision: { en: 'No decision is on record.', th: 'ไม่มีมติในบันทึก' },
  agency: { en: 'Agency', th: 'หน่วยงาน' },
  role: { en: 'Part', th: 'บทบาท' },
  noAgency: { en: 'not on record', th: 'ไม่มีบันทึก' },
  csv: { en: 'CSV', th: 'CSV' },
  csvHint: { en: 'The table of this view, for spreadsheets', th: 'ตารางของมุมมองนี้ สำหรับสเปรดชีต' },
  graphiql: { en: 'Open in GraphiQL', th: 'เปิดใน GraphiQL' },
  graphiqlHint: { en: 'The query that drew this view', th: 'คำถามที่วาดมุมมองนี้' },
  png: { en: 'PNG', th: 'PNG' },
  svg: { en: 'SVG', th: 'SVG' },
  pictureHint: { en: 'This view as a picture', th: 'ภาพของมุมมองนี้' },
  embed: { en: 'Embed', th: 'ฝังในหน้าเว็บ' },
  cite: { en: 'Cite', th: 'อ้างอิง' },
  take: { en: 'Take it with you', th: 'นำไปใช้' },
  copy: { en: 'Copy', th: 'คัดลอก' },
  copied: { en: 'Copied.', th: 'คัดลอกแล้ว' },
  close: { en: 'Close', th: 'ปิด' },
  embedSays: { en: 'Put this into a page of yours; it shows this very view.', th: 'วางโค้ดนี้ในหน้าเว็บของคุณ จะแสดงมุมมองนี้' },
  citeSays: {
    en: 'The link shows the same view of the same day and release for as long as the release is kept, and says so when it is not.',
    th: 'ลิงก์นี้แสดงมุมมองของวันและรุ่นข้อมูลเดียวกันตราบเท่าที่ยังเก็บรุ่นนั้นไว้ และจะแจ้งเมื่อไม่มีแล้ว',
  },
  release: { en: 'release {id}', th: 'รุ่นข้อมูล {id}' },
  asOfLine: { en: 'As of {day}', th: 'ข้อมูล ณ {day}' },
  source: { en: 'Source: Mueang, {host}, which names the documents of each fact; provinces after GeoNames and geothai', th: 'ที่มา: Mueang, {host} ซึ่งระบุเอกสารของทุกข้อเท็จจริง ข้อมูลจังหวัดจาก GeoNames และ geothai' },
  licence: { en: 'Licence: CC BY 4.0', th: 'สัญญาอนุญาต: CC BY 4.0' },
  fullView: { en: 'Explore in Mueang', th: 'สำรวจใน Mueang' },
  away: { en: 'The server does not answer or is busy. Trying again in {n} s.', th: 'เซิร์ฟเวอร์ไม่ตอบหรือกำลังยุ่ง จะลองใหม่ใน {n} วินาที' },
  awayOld: { en: 'What is shown is from before.', th: 'ที่แสดงอยู่เป็นข้อมูลก่อนหน้า' },
  tryNow: { en: 'Try now', th: 'ลองเดี๋ยวนี้' },
  refused: { en: 'The server refused this view: {message}', th: 'เซิร์ฟเวอร์ไม่รับมุมมองนี้: {message}' },
  gone: { en: 'This release of the data is no longer kept, so what the link showed cannot be shown.', th: 'ไม่ได้เก็บรุ่นข้อมูลนี้ไว้แล้ว จึงแสดงสิ่งที่ลิงก์นี้เคยแสดงไม่ได้' },
  toCurrent: { en: 'Show the current release', th: 'แสดงรุ่นปัจจุบัน' },
  pinned: { en: 'You are looking at release {id}, which a link named.', th: 'กำลังดูรุ่นข้อมูล {id} ตามที่ลิงก์ระบุ' },
  leftOut: { en: '{key} “{value}” in the address means nothing here and is left out.', th: '{key} “{value}” ในที่อยู่ไม่มีความหมาย จึงละไว้' },
  instead: { en: '{key} “{value}” in the address was read as “{instead}”.', th: 'อ่าน {key} “{value}” ในที่อยู่เป็น “{instead}”' },
  notHere: { en: '{key} “{value}” is not in the data; nothing is left out by it.', th: '{key} “{value}” ไม่มีในข้อมูล จึงไม่ใช้กรอง' },
  dismiss: { en: 'Dismiss', th: 'ปิดข้อความ' },
  failedPicture: { en: 'The picture could not be made: {message}', th: 'สร้างภาพไม่ได้: {message}' },
  stops: { en: '{n} days of decision', th: 'วันที่มีมติ {n} วัน' },
  approvedByRound: { en: 'Cities approved, by round', th: 'เมืองที่อนุมัติในแต่ละครั้ง' },
  otherRole: { en: 'Proposer or another part', th: 'ผู้เสนอหรือบทบาทอื่น' },
  show: { en: 'Show', th: 'แสดง' },
  asTable: { en: 'The same as a table', th: 'ข้อมูลเดียวกันเป็นตาราง' },
  keys: { en: 'Arrow keys move between marks; Enter opens one.', th: 'ใช้ปุ่มลูกศรเลื่อนไประหว่างเครื่องหมาย และ Enter เพื่อเปิด' },
  firstOf: { en: 'The first {n} of {m}', th: '{n} รายการแรก จาก {m}' },
};

/** The words of one language: `said(key, values)`, and of each kind of word, `of.status("APPROVED")`. */
export function wordsIn(lang) {
  const from = (words) => (key) => words[key]?.[lang] ?? key;
  const said = (key, values = {}) =>
    SAID[key][lang].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
  const collator = new Intl.Collator(lang);
  return {
    lang,
    said,
    cities: (n) => said(n === 1 ? 'city' : 'cities', { n }),
    status: from(STATUS),
    decision: from(DECISION),
    role: from(ROLE),
    answer: from(ANSWER),
    noun: from(NOUN),
    view: from(VIEW),
    title: from(TITLE),
    filter: from(FILTER),
    compare: collator.compare,
    /** A name in this language, or in the other where there is none: `{ text, lang }`. */
    name: ({ th, en }) => (lang === 'th' ? nameOf(th, 'th', en, 'en') : nameOf(en, 'en', th, 'th')),
  };
}

function nameOf(text, lang, other, otherLang) {
  return text ? { text, lang } : { text: other ?? '', lang: otherLang };
}
