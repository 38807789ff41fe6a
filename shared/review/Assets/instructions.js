'use strict';

(() => {
  const { byId, element, tell, call, inTurn } = Gate;
  const size = 25;
  const accepted = 'REVIEW_DECISION_ACCEPTED', rejected = 'REVIEW_DECISION_REJECTED', open = 'REVIEW_DECISION_OPEN';
  const drafts = new Map();
  const changes = [];
  let skip = 0, matching = 0, themes = '';

  const stateOf = draft => ({ [accepted]: 'accepted', [rejected]: 'rejected' })[draft.decision] ?? 'open';
  const dimensions = { ContentConsistency: 'content consistency', Counterfactual: 'counterfactual', Aesthetics: 'aesthetics' };

  // The words in which two texts differ, by their longest common subsequence.
  const differing = (first, second) => {
    const [a, b] = [first.split(/(\s+)/), second.split(/(\s+)/)];
    if (a.length * b.length > 250000) return [[first], [second]];
    const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
    for (let i = a.length - 1; i >= 0; i--) {
      for (let j = b.length - 1; j >= 0; j--) lengths[i][j] = a[i] === b[j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
    const own = [[], []];
    const add = (side, word, isOwn) => own[side].push(isOwn && word.trim() ? element('mark', {}, word) : word);
    let i = 0, j = 0;
    while (i < a.length || j < b.length) {
      if (i < a.length && j < b.length && a[i] === b[j]) { add(0, a[i++], false); add(1, b[j++], false); }
      else if (j >= b.length || (i < a.length && lengths[i + 1][j] >= lengths[i][j + 1])) add(0, a[i++], true);
      else add(1, b[j++], true);
    }
    return own;
  };

  const line = (label, words, kind) => element('div', { class: `text ${kind}` }, element('dt', {}, label), element('dd', {}, element('bdi', { dir: 'auto' }, ...words)));

  const texts = triple => {
    const [preferred, dispreferred] = differing(triple.preferred, triple.dispreferred);
    return element('dl', { class: 'texts' }, line('base', [triple.base], 'base'), line('preferred', preferred, 'preferred'), line('dispreferred', dispreferred, 'dispreferred'));
  };

  const button = (text, name, key, does) => element('button', { type: 'button', 'aria-label': name, 'aria-keyshortcuts': key, onclick: does, tabindex: -1 }, text);

  const fill = (row, draft) => {
    const { triple } = draft;
    const state = stateOf(draft);
    const id = triple.tripleId;
    row.className = `draft ${state}`;
    row.dataset.row = id;
    row.setAttribute('aria-label', `${state}: ${triple.preferred}, against: ${triple.dispreferred}`);
    row.replaceChildren(...[
      element('p', { class: 'where' },
        element('span', { class: 'state' }, state), ' ',
        element('span', {}, dimensions[triple.dimension] ?? triple.dimension), triple.contrast ? element('span', {}, triple.contrast) : null,
        element('span', { class: 'note' }, element('bdi', {}, draft.theme), ' / ', element('bdi', {}, draft.leaf))),
      texts(triple),
      draft.reason ? element('p', { class: 'note' }, 'Reason: ', element('bdi', {}, draft.reason)) : null,
      draft.original ? element('details', {}, element('summary', { tabindex: -1 }, 'edited; as it was written'), texts(draft.original)) : null,
      element('div', { class: 'tools' },
        button('Accept', 'Accept this triple', 'a', () => decide(row, accepted)),
        button('Reject', 'Reject this triple', 'r', () => decide(row, rejected)),
        button('Edit', 'Edit this triple', 'e', () => change(row))),
    ].filter(part => part !== null));
  };

  const keep = draft => {
    drafts.set(draft.triple.tripleId, draft);
    const row = Gate.items.querySelector(`[data-row="${CSS.escape(draft.triple.tripleId)}"]`);
    if (row) fill(row, draft);
  };

  const show = review => {
    const decided = review.total - review.open;
    Gate.progress(decided, review.total, `${decided} of ${review.total} decided: ${review.accepted} accepted, ${review.rejected} rejected, ${review.open} open`
      + (review.edited ? `; ${review.edited} edited` : '')
      + (review.released ? '. The run went on with them.' : review.complete ? '. All is decided: the run goes on, or does when its command is given again.' : ''));
    const names = JSON.stringify(review.themes.map(theme => [theme.themeId, theme.name]));
    if (names === themes) return;
    themes = names;
    const select = byId('filter').elements.theme;
    select.replaceChildren(element('option', { value: '' }, 'all'), ...review.themes.map(theme => element('option', { value: theme.themeId }, theme.name)));
    Gate.restore();
  };

  const load = async (from, atEnd = false) => {
    const page = await call('list', { filter: Gate.read(), pageSize: size, skip: from });
    show(page.review);
    [skip, matching] = [from, page.matching];
    drafts.clear();
    Gate.items.start = from + 1;
    Gate.items.replaceChildren(...page.triples.map(draft => {
      drafts.set(draft.triple.tripleId, draft);
      const row = element('li', { tabindex: -1 });
      fill(row, draft);
      return row;
    }));
    byId('matching').textContent = page.matching === 1 ? '1 triple' : `${page.matching} triples`;
    byId('place').textContent = page.triples.length ? `${from + 1} to ${from + page.triples.length} of ${page.matching}` : 'none';
    byId('before').disabled = from === 0;
    byId('after').disabled = from + page.triples.length >= page.matching;
    byId('accept-all').disabled = byId('reject-all').disabled = page.matching === 0;
    const rows = Gate.rows();
    const first = rows[atEnd ? rows.length - 1 : 0];
    if (first) first.tabIndex = 0;
    if (!page.triples.length) Gate.items.append(element('li', { class: 'none' }, 'No triple is like that.'));
  };

  const turn = forward => inTurn(async () => {
    if (byId(forward ? 'after' : 'before').disabled) return;
    // What was decided on this page may no longer be among those that the filter lets through.
    const state = byId('filter').elements.state.value;
    const left = [...drafts.values()].filter(draft => !state || state === 'edited' || stateOf(draft) === state).length;
    await load(forward ? skip + left : Math.max(skip - size, 0));
    Gate.focus(Gate.rows()[0]);
  });

  const remember = change => {
    if (change.changed) changes.push({ id: change.changeId, triples: change.triples.map(draft => draft.triple.tripleId) });
    byId('undo').disabled = changes.length === 0;
    show(change.review);
    change.triples.forEach(keep);
  };

  const latest = async id => {
    const found = await call('list', { filter: { tripleId: id }, pageSize: 1 });
    show(found.review);
    return found.triples[0];
  };

  const decide = (row, decision, reason = '') => row && inTurn(async () => {
    const draft = drafts.get(row.dataset.row);
    if (!draft || row.querySelector('form')) return;
    try {
      remember(await call('decide', { decision, tripleIds: [row.dataset.row], seen: [draft.tag], reason }));
      tell(`${decision === open ? 'Open again' : decision === accepted ? 'Accepted' : 'Rejected'}: ${draft.triple.preferred}`);
    } catch (refused) {
      if (refused.status === 409) keep(await latest(row.dataset.row));
      throw refused;
    }
    const rows = Gate.rows();
    const at = rows.indexOf(row);
    if (at + 1 < rows.length) Gate.focus(rows[at + 1]);
    else if (!byId('after').disabled) byId('after').focus();
    else Gate.focus(row);
  });

  const withReason = async row => {
    if (!row) return;
    const reason = await Gate.ask('Reject this triple', drafts.get(row.dataset.row).triple.preferred, true);
    Gate.focus(row);
    return reason === null ? undefined : decide(row, rejected, reason);
  };

  const change = row => {
    if (!row) return;
    const id = row.dataset.row;
    const { triple } = drafts.get(id);
    let { tag } = drafts.get(id);
    Gate.edit(row, [['base', 'Base', triple.base], ['preferred', 'Preferred', triple.preferred], ['dispreferred', 'Dispreferred', triple.dispreferred]], async values => {
      try {
        remember(await call('edit', { tripleId: id, ...values, seen: tag }));
      } catch (refused) {
        if (refused.status === 409) {
          const now = await latest(id);
          drafts.set(id, now);
          tag = now.tag;
          refused.message += ' Store again to put yours in its place.';
          refused.latest = [element('p', { class: 'note' }, `It is ${stateOf(now)} now:`), texts(now.triple)];
        }
        throw refused;
      }
      tell('Edited and accepted.');
      Gate.focus(row);
    });
  };

  const undo = () => inTurn(async () => {
    const change = changes.pop();
    byId('undo').disabled = changes.length === 0;
    if (!change) return;
    const at = Gate.current()?.dataset.row;
    const done = await call('undo', { changeId: change.id });
    await load(skip);
    tell(done.changed === 1 ? 'Undone.' : `Undone: ${done.changed} triples.`);

    // Whoever takes a decision back decides that triple next.
    const rows = Gate.rows();
    Gate.focus(rows.find(row => change.triples.includes(row.dataset.row)) ?? rows.find(row => row.dataset.row === at) ?? rows[0]);
  });

  const all = async decision => {
    const filter = Gate.read();
    const allOpen = !filter.state;
    const verb = decision === accepted ? 'Accept' : 'Reject';
    const what = allOpen ? `all open triples among the ${matching} that the filter lets through` : `all ${matching} triples that the filter lets through`;
    const reason = await Gate.ask(`${verb} ${matching} triples?`, `${verb} ${what}. When nothing is left open, a run in a cluster goes on at once.`, decision === rejected);
    if (reason === null) return;
    inTurn(async () => {
      const done = await call('decide', { decision, filter, allOpen, reason });
      remember(done);
      await load(0);
      tell(`${decision === accepted ? 'Accepted' : 'Rejected'}: ${done.changed} triples.`);
    });
  };

  Gate.keys({
    a: row => decide(row, accepted), r: row => decide(row, rejected), R: withReason, o: row => decide(row, open), e: change, u: undo,
    n: () => turn(true), p: () => turn(false),
  });
  byId('before').addEventListener('click', () => turn(false));
  byId('after').addEventListener('click', () => turn(true));
  byId('undo').addEventListener('click', undo);
  byId('accept-all').addEventListener('click', () => all(accepted));
  byId('reject-all').addEventListener('click', () => all(rejected));
  Gate.restore();
  Gate.filtered(() => inTurn(() => load(0)));

  // The theme of the address is known once the first answer has named the themes.
  inTurn(async () => {
    const asked = new URLSearchParams(location.search).get('theme');
    if (asked) byId('filter').elements.theme.append(element('option', { value: asked, selected: true }, asked));
    await load(0);
  });
})();
