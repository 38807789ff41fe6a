'use strict';

// What the pages of both gates share: calls, the list that keys walk through, dialogs, messages.
const Gate = (() => {
  const root = document.getElementById('gate');
  const run = root.dataset.run;
  const byId = id => document.getElementById(id);
  const told = byId('told');

  // Everything that comes from a run enters the page as text.
  const element = (name, attributes = {}, ...children) => {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value === null || value === undefined || value === false) continue;
      if (key === 'class') node.className = value;
      else if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
      else node.setAttribute(key, value === true ? '' : value);
    }
    node.append(...children.filter(child => child !== null && child !== undefined));
    return node;
  };

  const tell = (text, isProblem = false) => {
    told.textContent = text;
    told.classList.toggle('problem', isProblem);
  };

  class Refused extends Error {
    constructor(status, message) { super(message); this.status = status; }
  }

  const call = async (path, body) => {
    let response;
    try {
      response = await fetch(`${location.pathname}/${path}`, body === undefined
        ? { headers: { Accept: 'application/json' } }
        : { method: 'POST', headers: { 'Content-Type': 'application/json', Accept: 'application/json' }, body: JSON.stringify(body) });
    } catch {
      throw new Refused(0, 'The server does not answer. Nothing was stored; try again in a moment.');
    }
    const answer = await response.json().catch(() => ({ error: 'The answer cannot be read.' }));
    if (!response.ok) throw new Refused(response.status, answer.error ?? 'It cannot be done.');
    return answer;
  };

  // One request at a time, in the order in which they were asked for. Tells whether it was done.
  let queue = Promise.resolve();
  const inTurn = work => {
    queue = queue.then(work).then(() => true, problem => { tell(problem.message, true); return false; });
    return queue;
  };

  const progress = (decided, total, text) => {
    byId('progress').max = Math.max(total, 1);
    byId('progress').value = decided;
    byId('progress-text').textContent = text;
  };

  const ask = (title, text, withReason) => new Promise(resolve => {
    const dialog = byId('ask');
    byId('ask-title').textContent = title;
    byId('ask-text').textContent = text;
    byId('ask-reason').hidden = !withReason;
    const reason = dialog.querySelector('input');
    reason.value = '';
    dialog.returnValue = 'no';
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes' ? reason.value : null), { once: true });
    dialog.showModal();
    (withReason ? reason : byId('ask-yes')).focus();
  });

  const items = byId('items');
  const rows = () => [...items.querySelectorAll('[data-row]')].filter(row => row.offsetParent !== null);
  const current = () => document.activeElement?.closest('[data-row]') ?? items.querySelector('[data-row][tabindex="0"]');

  const focus = row => {
    if (!row) return;
    for (const other of items.querySelectorAll('[data-row][tabindex="0"]')) other.tabIndex = -1;
    row.tabIndex = 0;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: 'nearest' });
  };

  const move = step => {
    const all = rows();
    const at = all.indexOf(current());

    // The first key goes to where the list is, not past it.
    if (at >= 0 && !document.activeElement.closest('[data-row]')) {
      focus(all[at]);
      return;
    }

    focus(all[at < 0 ? 0 : Math.min(Math.max(at + step, 0), all.length - 1)]);
  };

  items.addEventListener('focusin', event => {
    const row = event.target.closest('[data-row]');
    if (!row || row.tabIndex === 0) return;
    for (const other of items.querySelectorAll('[data-row][tabindex="0"]')) other.tabIndex = -1;
    row.tabIndex = 0;
  });

  // Whoever writes in a field or answers a dialog presses no keys of the list.
  const isTyping = () => document.querySelector('dialog[open]') || document.activeElement?.closest('input, select, textarea');

  // A key acts on the row where the one before it has left the focus, so it waits while that one is at the server. After one that was
  // refused the rest is dropped: it was meant for other rows.
  const waiting = [];
  let working = false;
  const workOff = async () => {
    working = true;
    try {
      while (waiting.length > 0 && !isTyping() && await waiting.shift()(current()) !== false);
    } finally {
      waiting.length = 0;
      working = false;
    }
  };

  const keys = handlers => document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping()) return;
    const key = { ArrowDown: 'j', ArrowUp: 'k' }[event.key] ?? event.key;
    const handler = { j: () => move(1), k: () => move(-1), '/': () => byId('filter').elements.text.focus(), '?': () => byId('keys').showModal(), ...handlers }[key];
    if (!handler) return;
    event.preventDefault();
    waiting.push(handler);
    if (!working) workOff();
  });

  byId('help').addEventListener('click', () => byId('keys').showModal());
  byId('filter').addEventListener('submit', event => event.preventDefault());

  // The filter is in the address, so that a reload shows the same.
  const filter = Object.fromEntries(new URLSearchParams(location.search));
  const restore = () => {
    for (const field of byId('filter').elements) {
      if (field.name && filter[field.name] !== undefined) field.value = filter[field.name];
    }
  };
  const read = () => {
    const values = Object.fromEntries([...new FormData(byId('filter'))].filter(([, value]) => value !== ''));
    history.replaceState(null, '', `${location.pathname}?${new URLSearchParams(values)}`);
    return values;
  };
  const filtered = changed => {
    let waiting;
    byId('filter').addEventListener('input', event => {
      read();
      clearTimeout(waiting);
      waiting = setTimeout(changed, event.target.name === 'text' ? 300 : 0);
    });
    byId('filter').elements.text.addEventListener('keydown', event => {
      if (event.key === 'Enter' || event.key === 'Escape') focus(rows()[0]);
    });
  };

  // A form in the place of a row's texts. What was typed stays when it is refused.
  const edit = (row, fields, store) => {
    if (row.querySelector('form')) return;
    const problem = element('p', { class: 'problem', role: 'alert' });
    const now = element('div', { class: 'now' });
    const inputs = fields.map(([name, label, value], index) => {
      const id = `edit-${index}`;
      return element('label', { for: id }, element('span', {}, label), element('textarea', { id, name, rows: 2, maxlength: 4000, dir: 'auto' }, value));
    });
    const form = element('form', { class: 'edit', 'aria-label': 'Edit' }, ...inputs, problem, now,
      element('div', { class: 'tools' }, element('button', { class: 'main', type: 'submit' }, 'Store'), element('button', { type: 'button', onclick: () => close() }, 'Leave it')));
    const close = () => { form.remove(); row.classList.remove('editing'); focus(row); };
    form.addEventListener('keydown', event => {
      if (event.key === 'Escape') { event.preventDefault(); close(); }
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); form.requestSubmit(); }
    });
    form.addEventListener('submit', event => {
      event.preventDefault();
      const values = Object.fromEntries([...form.querySelectorAll('textarea')].map(area => [area.name, area.value]));
      inTurn(async () => {
        problem.textContent = '';
        try {
          await store(values);
        } catch (refused) {
          problem.textContent = refused.message;
          if (refused.latest) now.replaceChildren(...refused.latest);
        }
      });
    });
    row.classList.add('editing');
    row.append(form);
    form.querySelector('textarea').focus();
  };

  return { run, byId, element, tell, call, inTurn, progress, ask, rows, current, focus, move, keys, restore, read, filtered, edit, items };
})();
