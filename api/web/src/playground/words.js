// The words of the playground around GraphiQL, in the language of the page.

const WORDS = {
  th: {
    examples: 'ตัวอย่างคำถาม',
    developer: 'นักพัฒนา',
    privileges: 'ผู้ตรวจสิทธิประโยชน์ BOI',
    journalist: 'นักข่าวและนักวิเคราะห์ข้อมูล',
    find: 'ค้นหาตัวอย่าง',
    none: 'ไม่มีตัวอย่างที่ตรงกับคำค้น',
    asOf: 'ณ วันที่',
    today: 'วันนี้',
    asOfHint: 'ตอบตามสถานะเมื่อสิ้นวันที่เลือก (เขียน @asOf ลงในคำถาม)',
    link: 'คัดลอกลิงก์',
    csv: 'ดาวน์โหลด CSV',
    copyAs: 'คัดลอกเป็น',
    sheet: 'ที่อยู่ CSV',
    copied: (what) => `คัดลอก${what}แล้ว`,
    copiedLink: 'คัดลอกลิงก์แล้ว',
    notCopied: 'เบราว์เซอร์ไม่อนุญาตให้คัดลอก',
    saved: (name) => `ดาวน์โหลด ${name} แล้ว`,
    badVariables: 'ตัวแปร (Variables) ไม่ใช่ JSON ที่ถูกต้อง',
    unreachable: 'เซิร์ฟเวอร์ไม่ตอบ: ตรวจสอบเครือข่าย แล้วลองอีกครั้ง',
    cost: (actual, limit) => `ใช้ ${actual} จากไม่เกิน ${limit} แต้มต่อคำถาม`,
    left: (left, most, seconds) => `โควตาเหลือ ${left} จาก ${most} แต้ม เริ่มนับใหม่ใน ${seconds} วินาที`,
    actions: 'การทำงานกับคำถาม',
    failed: 'โหลดส่วนประกอบของหน้านี้ไม่สำเร็จ: โหลดหน้าใหม่อีกครั้ง',
    welcome: '# ถามโครงการเมืองอัจฉริยะของไทย: กด Ctrl-Enter เพื่อถาม หรือเลือกจากตัวอย่างด้านซ้าย',
  },
  en: {
    examples: 'Examples',
    developer: 'Developers',
    privileges: 'BOI privileges',
    journalist: 'Journalists and analysts',
    find: 'Find an example',
    none: 'No example has these words.',
    asOf: 'As of',
    today: 'Today',
    asOfHint: 'Answers as the world stood at the end of this day (writes @asOf into the query)',
    link: 'Copy link',
    csv: 'Download CSV',
    copyAs: 'Copy as',
    sheet: 'CSV address',
    copied: (what) => `Copied as ${what}`,
    copiedLink: 'Link copied',
    notCopied: 'The browser does not allow copying.',
    saved: (name) => `${name} downloaded`,
    badVariables: 'The variables are not valid JSON.',
    unreachable: 'The server does not answer: check the network, and try again.',
    cost: (actual, limit) => `Cost ${actual} of at most ${limit} points a query`,
    left: (left, most, seconds) => `${left} of ${most} points left, anew in ${seconds} s`,
    actions: 'What to do with this query',
    failed: 'A part of this page could not be loaded: load the page again.',
    welcome: "# Ask Thailand's Smart City programme: Ctrl-Enter asks, and there are examples on the left.",
  },
};

export const language = document.documentElement.lang in WORDS ? document.documentElement.lang : 'en';

export const words = WORDS[language];

/** A number as it is written. */
export const number = new Intl.NumberFormat('en').format;
