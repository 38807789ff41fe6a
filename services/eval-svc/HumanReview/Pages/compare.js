// Shows one pair at a time and takes answers. An answer is stored by the server before the next question shows; until then it is kept in this
// browser too and sent again, so that neither a lost connection nor a closed page loses it. The server counts it once however often it comes.
'use strict';

const page = document.getElementById('compare');
const notice = document.getElementById('notice');
const end = document.getElementById('end');
const question = document.getElementById('question');
const base = '/compare/' + page.dataset.run;
const kept = `review ${page.dataset.run} ${page.dataset.reviewer}`;
const names = { Left: 'left', Tie: 'equal', Right: 'right' };
const smallest = 256;
let view = null;
let ready = false;
let sending = false;
let pictures = new Map();

function say(text, problem) {
  if (notice.textContent !== text) notice.textContent = text;
  notice.classList.toggle('problem', Boolean(problem));
}

function pause(seconds) {
  return new Promise(resolve => {
    const done = () => { clearTimeout(timer); removeEventListener('online', done); resolve(); };
    const timer = setTimeout(done, seconds * 1000);
    addEventListener('online', done);
  });
}

class Refused extends Error {}

// Asks until there is an answer. Throws only where asking again is of no use.
async function ask(path, body) {
  for (let wait = 1; ; wait = Math.min(wait * 2, 10)) {
    try {
      const answer = await fetch(base + path, body === undefined
        ? { headers: { Accept: 'application/json' }, signal: AbortSignal.timeout(20000) }
        : { method: 'POST', headers: { Accept: 'application/json', 'Content-Type': 'application/json' }, body, signal: AbortSignal.timeout(20000) });
      if (answer.ok || answer.status === 409) return { conflict: answer.status === 409, view: await answer.json() };
      if (answer.status === 401) throw new Refused('You are signed out. Sign in again in another tab, then reload this page; your answer is kept.');
      if (answer.status !== 429 && answer.status < 500) throw new Refused('This page is out of date. Reload it.');
      wait = Math.max(wait, Number(answer.headers.get('Retry-After')) || 0);
    } catch (error) {
      if (error instanceof Refused) throw error;
    }
    say(body === undefined
      ? 'No connection to the server. Trying again…'
      : 'No connection to the server. Your answer is kept on this device and is sent again by itself.', true);
    await pause(wait);
  }
}

async function send(path, body) {
  const text = JSON.stringify(body);
  localStorage.setItem(kept, JSON.stringify({ path, body: text }));
  return deliver(path, text);
}

async function deliver(path, text) {
  ready = false;
  sending = true;
  disable(true);
  document.getElementById('undo-last').disabled = true;
  try {
    const answer = await ask(path, text);
    localStorage.removeItem(kept);
    say(answer.conflict ? 'You went on in another window; here is where you are.' : '');
    await show(answer.view);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (error.message.startsWith('This page')) localStorage.removeItem(kept);
    say(error.message, true);
  } finally {
    sending = false;
    document.getElementById('undo-last').disabled = false;
  }
}

async function picture(id) {
  if (!pictures.has(id)) pictures.set(id, load(id));
  return pictures.get(id);
}

async function load(id) {
  for (let wait = 1; ; wait = Math.min(wait * 2, 10)) {
    const image = new Image();
    image.src = `${base}/pictures/${id}`;
    try {
      await image.decode();
      image.classList.toggle('small', image.naturalWidth < smallest);
      return image;
    } catch {
      say('A picture does not arrive. Trying again…', true);
      await pause(wait);
    }
  }
}

async function show(next) {
  const other = !view || !view.item || !next.item || view.item.id !== next.item.id;
  view = next;
  const item = view.item;
  document.getElementById('count').textContent = `${view.done} of ${view.total} pairs done`;
  const progress = document.getElementById('progress');
  progress.max = Math.max(view.total, 1);
  progress.value = view.done;
  page.hidden = !item;
  end.hidden = Boolean(item);
  document.getElementById('undo').disabled = !view.canUndo;
  document.getElementById('undo-last').hidden = !view.canUndo;
  if (!item) {
    page.setAttribute('aria-busy', 'false');
    end.querySelector('h2').focus();
    return;
  }

  if (other) {
    page.setAttribute('aria-busy', 'true');
    zoom(false);
    for (const side of ['left', 'right']) document.getElementById(side).replaceChildren();
    document.getElementById('prompt').textContent = item.prompt;
    document.getElementById('prompt').scrollTop = 0;

    // Neither shows before both are here.
    const [left, right] = await Promise.all([picture(item.left), picture(item.right)]);
    if (view !== next) return;
    if (notice.classList.contains('problem')) say('');
    place('left', left, 'Left picture');
    place('right', right, 'Right picture');
    pictures = new Map([...pictures].filter(([id]) => [item.left, item.right].includes(id)));
    for (const id of view.upcoming) picture(id);
  }

  for (const step of document.querySelectorAll('#steps li')) {
    const current = step.dataset.criterion === item.criterion;
    if (current) step.setAttribute('aria-current', 'step'); else step.removeAttribute('aria-current');
    if (current) question.textContent = step.dataset.question;
    step.querySelector('.answer').textContent = names[item.answered[step.dataset.criterion]] ?? '';
  }
  page.setAttribute('aria-busy', 'false');
  disable(false);
  ready = true;
}

function place(side, image, name) {
  image.alt = name;
  image.draggable = false;
  document.getElementById(side).replaceChildren(image);
}

function disable(yes) {
  for (const button of document.querySelectorAll('#choices button')) button.setAttribute('aria-disabled', String(yes));
}

function choose(choice) {
  if (!ready || !view.item) return;
  send('/votes', { revision: view.revision, item: view.item.id, criterion: view.item.criterion, choice });
}

function undo() {
  if (!view || !view.canUndo || sending || (view.item && !ready)) return;
  send('/undo', { revision: view.revision });
}

function zoom(on) {
  page.classList.toggle('zoomed', on);
  document.getElementById('zoom').setAttribute('aria-pressed', String(on));
  document.getElementById('zoom-help').hidden = !on;
  if (!on) look(50, 50);
}

let seen = [50, 50];
function look(x, y) {
  seen = [Math.min(Math.max(x, 0), 100), Math.min(Math.max(y, 0), 100)];
  const sides = document.getElementById('sides');
  sides.style.setProperty('--x', seen[0] + '%');
  sides.style.setProperty('--y', seen[1] + '%');
}

document.getElementById('choices').addEventListener('click', event => {
  const button = event.target.closest('button');
  if (!button) return;
  choose(button.dataset.choice);

  // The focus goes back to the question, so that the space bar is "equal" again and not this button.
  question.focus({ preventScroll: true });
});
document.getElementById('undo').addEventListener('click', () => { undo(); question.focus({ preventScroll: true }); });
document.getElementById('undo-last').addEventListener('click', undo);
document.getElementById('zoom').addEventListener('click', () => zoom(!page.classList.contains('zoomed')));
for (const frame of document.querySelectorAll('.frame')) {
  frame.addEventListener('click', () => zoom(!page.classList.contains('zoomed')));
  frame.addEventListener('pointermove', event => {
    if (!page.classList.contains('zoomed')) return;
    const box = frame.getBoundingClientRect();
    look(((event.clientX - box.left) / box.width) * 100, ((event.clientY - box.top) / box.height) * 100);
  });
}

addEventListener('keydown', event => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat && !event.shiftKey) return;
  const control = event.target.closest('button, a, input');
  if (control && (event.key === ' ' || event.key === 'Enter')) return;
  if (event.shiftKey && page.classList.contains('zoomed') && event.key.startsWith('Arrow')) {
    const step = { ArrowLeft: [-10, 0], ArrowRight: [10, 0], ArrowUp: [0, -10], ArrowDown: [0, 10] }[event.key];
    look(seen[0] + step[0], seen[1] + step[1]);
  } else if (event.shiftKey) return;
  else if (event.key === 'ArrowLeft') choose('Left');
  else if (event.key === 'ArrowRight') choose('Right');
  else if (event.key === ' ') choose('Tie');
  else if (event.key === 'u' || event.key === 'Backspace') undo();
  else if (event.key === 'z') zoom(!page.classList.contains('zoomed'));
  else if (event.key === 'Escape') zoom(false);
  else return;
  event.preventDefault();
});
addEventListener('offline', () => say('No connection. What you have answered is stored.', true));
addEventListener('online', () => { if (ready) say(''); });

(async () => {
  const left = localStorage.getItem(kept);
  if (left) {
    const { path, body } = JSON.parse(left);
    await deliver(path, body);
    return;
  }
  try {
    await show((await ask('/state')).view);
  } catch (error) {
    say(error.message, true);
  }
})();
