// Runs a query where it stands in a text: a button below it asks the endpoint, and the answer is shown there.
// Without this script, the links below the query lead to the playground and to the answer.

const WORDS = {
  en: {
    run: 'Run it here',
    running: 'Asking …',
    answered: (points) => `Answered, for ${points} ${points === 1 ? 'point' : 'points'}`,
    failed: 'Not answered',
    wait: (seconds) => `No points are left: try again in ${seconds} s`,
    unreachable: 'The server does not answer: try again in a while',
    answer: 'The answer',
  },
  th: {
    run: 'ถามที่นี่',
    running: 'กำลังถาม …',
    answered: (points) => `ได้คำตอบแล้ว ใช้ ${points} คะแนน`,
    failed: 'ไม่ได้คำตอบ',
    wait: (seconds) => `คะแนนหมดแล้ว ลองใหม่ใน ${seconds} วินาที`,
    unreachable: 'เซิร์ฟเวอร์ไม่ตอบ โปรดลองใหม่ภายหลัง',
    answer: 'คำตอบ',
  },
};

/** Asks a query; the answer without what it cost, and what is said of it. */
async function asked(query, words) {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { extensions, ...answer } = await response.json();
  if (response.status === 429) return { answer, said: words.wait(response.headers.get('retry-after')) };
  return { answer, said: answer.errors ? words.failed : words.answered(extensions?.cost?.actual ?? 0) };
}

function element(name, properties) {
  return Object.assign(document.createElement(name), properties);
}

/** Gives a query its button. */
export function runnable(place) {
  const { lang } = document.documentElement;
  const words = WORDS[lang] ?? WORDS.en;
  const button = element('button', { type: 'button', textContent: words.run, lang });
  const status = element('output', { lang });
  const shown = element('pre', { tabIndex: 0, hidden: true, role: 'region', ariaLabel: words.answer });
  shown.setAttribute('role', 'region');
  button.addEventListener('click', async () => {
    button.disabled = true;
    status.textContent = words.running;
    try {
      const { answer, said } = await asked(place.querySelector('code').textContent, words);
      shown.textContent = JSON.stringify(answer, null, 2);
      shown.hidden = false;
      status.textContent = said;
    } catch {
      status.textContent = words.unreachable;
    } finally {
      button.disabled = false;
    }
  });
  const ways = place.querySelector('.ways');
  ways.prepend(button, ' ');
  ways.append(' ', status);
  place.append(shown);
}
