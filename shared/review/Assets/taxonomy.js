'use strict';

(() => {
  const { byId, element, tell, call, inTurn } = Gate;
  const accepted = 'REVIEW_DECISION_ACCEPTED', rejected = 'REVIEW_DECISION_REJECTED', open = 'REVIEW_DECISION_OPEN';
  const changes = [];
  let review = null;

  const stateOf = node => ({ [accepted]: 'accepted', [rejected]: 'rejected' })[node.decision] ?? 'open';
  const nodeOf = row => review.nodes.find(node => node.leafId === row.dataset.row);
  const ofTheme = id => review.nodes.filter(node => node.themeId === id);
  const button = (text, name, key, does) => element('button', { type: 'button', 'aria-label': name, 'aria-keyshortcuts': key, onclick: does, tabindex: -1 }, text);

  const matches = node => {
    const { state, text } = Gate.read();
    return (!state || stateOf(node) === state)
      && (!text || [node.theme, node.name, node.definition, ...node.entities].some(part => part.toLowerCase().includes(text.toLowerCase())));
  };

  const tools = row => element('div', { class: 'tools' },
    button('Accept', `Accept ${row.dataset.name}`, 'a', () => decide(row, accepted)),
    button('Reject', `Reject ${row.dataset.name}`, 'r', () => decide(row, rejected)),
    button('Edit', `Edit ${row.dataset.name}`, 'e', () => change(row)));

  const leaf = node => {
    const state = stateOf(node);
    const row = element('li', { class: `node ${state}`, 'data-row': node.leafId, 'data-name': node.name, tabindex: -1, 'aria-label': `${node.name}, ${state}` });
    row.append(
      element('p', { class: 'where' }, element('span', { class: 'state' }, state), ' ', element('strong', {}, element('bdi', {}, node.name))),
      node.definition ? element('p', {}, element('bdi', {}, node.definition)) : '',
      element('p', { class: 'note' }, element('bdi', {}, node.entities.join(', '))),
      node.reason ? element('p', { class: 'note' }, 'Reason: ', element('bdi', {}, node.reason)) : '',
      tools(row));
    return row;
  };

  const theme = (id, nodes) => {
    const all = ofTheme(id);
    const count = state => all.filter(node => stateOf(node) === state).length;
    const row = element('div', { class: 'theme', 'data-row': id, 'data-theme': id, 'data-name': all[0].theme, tabindex: -1, 'aria-label': `Theme ${all[0].theme}, ${count('open')} of ${all.length} open` });
    row.append(
      element('h2', {}, element('bdi', {}, all[0].theme)),
      element('p', { class: 'note' }, `${all.length} subtopics: ${count('accepted')} accepted, ${count('rejected')} rejected, ${count('open')} open`),
      tools(row));
    return element('li', {}, row, element('ul', {}, ...nodes.map(leaf)));
  };

  const show = next => {
    review = next;
    const at = Gate.current()?.dataset.row;
    const shown = review.nodes.filter(matches);
    const groups = Map.groupBy ? Map.groupBy(shown, node => node.themeId) : shown.reduce((map, node) => map.set(node.themeId, [...(map.get(node.themeId) ?? []), node]), new Map());
    Gate.items.replaceChildren(...[...groups].map(([id, nodes]) => theme(id, nodes)));
    if (!shown.length) Gate.items.append(element('li', { class: 'none' }, 'No subtopic is like that.'));
    const total = review.nodes.length;
    Gate.progress(review.decided, total, `${review.decided} of ${total} subtopics decided (version ${review.versions.at(-1).number})`
      + (review.complete ? '. All is decided: the run goes on, or does when its command is given again.' : review.decided === total ? '. All are rejected, so nothing is left: accept some.' : ''));
    byId('matching').textContent = shown.length === 1 ? '1 subtopic' : `${shown.length} subtopics`;
    byId('accept-all').disabled = byId('reject-all').disabled = shown.length === 0;
    byId('undo').disabled = changes.length === 0;
    const row = Gate.rows().find(row => row.dataset.row === at) ?? Gate.rows()[0];
    if (row) row.tabIndex = 0;
    return row;
  };

  const load = async () => show(await call('review'));

  const send = (decision, nodes, reason = '') => call('decide', {
    decision, nodes: nodes.map(node => node.leafId), seen: nodes.map(node => node.tag), reason,
  });

  // Taken back, each has again what it had: one call for each decision and reason that there was.
  const undoOf = nodes => async () => {
    const before = new Map();
    for (const node of nodes) {
      const key = JSON.stringify([node.decision === accepted || node.decision === rejected ? node.decision : open, node.reason]);
      before.set(key, [...(before.get(key) ?? []), node.leafId]);
    }
    let last;
    for (const [key, ids] of before) {
      const [decision, reason] = JSON.parse(key);
      last = await call('decide', { decision, nodes: ids, reason });
    }
    return last;
  };

  const decideOn = async (nodes, decision, reason) => {
    if (!nodes.length) return;
    try {
      const next = await send(decision, nodes, reason);
      changes.push(undoOf(nodes));
      show(next);
    } catch (refused) {
      if (refused.status === 409) await load();
      throw refused;
    }
  };

  const decide = (row, decision, reason = '') => row && inTurn(async () => {
    if (row.querySelector('form')) return;
    const id = row.dataset.row;
    const rows = Gate.rows().map(other => other.dataset.row);
    const nodes = row.dataset.theme ? ofTheme(id).filter(node => matches(node) && node.decision !== decision) : [nodeOf(row)];
    await decideOn(nodes, decision, reason);
    tell(`${decision === open ? 'Open again' : decision === accepted ? 'Accepted' : 'Rejected'}: ${row.dataset.name}`);
    const later = rows.slice(rows.indexOf(id) + 1);
    const now = Gate.rows();
    // Of a theme that was decided as a whole, the next theme; else the next node that is still shown.
    const next = row.dataset.theme
      ? now.find(other => other.dataset.theme && later.includes(other.dataset.row))
      : now.find(other => later.includes(other.dataset.row));
    Gate.focus(next ?? now.find(other => other.dataset.row === id) ?? now.at(-1));
  });

  const withReason = async row => {
    if (!row) return;
    const reason = await Gate.ask(`Reject ${row.dataset.name}`, row.dataset.theme ? 'All of its subtopics that are shown.' : '', true);
    Gate.focus(row);
    return reason === null ? undefined : decide(row, rejected, reason);
  };

  const change = row => {
    if (!row) return;
    const id = row.dataset.row;
    const isTheme = Boolean(row.dataset.theme);
    const node = isTheme ? null : nodeOf(row);
    let tag = node?.tag ?? '';
    const fields = isTheme
      ? [['name', 'Name of the theme', row.dataset.name]]
      : [['name', 'Name', node.name], ['definition', 'Definition', node.definition], ['entities', 'Entities, separated by semicolons', node.entities.join('; ')]];
    Gate.edit(row, fields, async values => {
      const request = { node: id, seen: tag };
      for (const [name, , before] of fields) {
        if (values[name].trim() !== before) request[name] = name === 'entities' ? values[name].split(';').map(entity => entity.trim()).filter(Boolean) : values[name].trim();
      }
      if (Object.keys(request).length === 2) throw new Error('Nothing was changed.');
      if (request.entities && !request.entities.length) throw new Error('A subtopic needs at least one entity.');
      let next;
      try {
        next = await call('edit', request);
      } catch (refused) {
        if (refused.status === 409) {
          const now = (await call('review')).nodes.find(other => other.leafId === id);
          tag = now?.tag ?? '';
          refused.message += ' Store again to put yours in its place.';
          refused.latest = now ? [element('p', { class: 'note' }, `It is ${stateOf(now)} now: `, element('bdi', {}, `${now.name}. ${now.definition} ${now.entities.join('; ')}`))] : null;
        }
        throw refused;
      }
      const name = request.name ?? row.dataset.name;
      const edited = next.nodes.find(other => isTheme ? other.theme === name : other.theme === node.theme && other.name === name);
      if (!isTheme) changes.push(() => takeBack(node, edited.leafId));
      show(next);
      tell(isTheme ? `Edited: ${name}` : `Edited: ${name}. It is to be decided on again.`);
      Gate.focus(Gate.rows().find(other => other.dataset.row === (isTheme ? edited.themeId : edited.leafId)) ?? Gate.rows()[0]);
    });
  };

  const takeBack = async (node, id) => {
    const next = await call('edit', { node: id, name: node.name, definition: node.definition, entities: node.entities });
    return node.decision === accepted || node.decision === rejected ? call('decide', { decision: node.decision, nodes: [node.leafId], reason: node.reason }) : next;
  };

  const undo = () => inTurn(async () => {
    const back = changes.pop();
    if (!back) return;
    const row = show(await back());
    tell('Undone.');
    Gate.focus(row);
  });

  const all = async decision => {
    const nodes = review.nodes.filter(node => matches(node) && (Gate.read().state || stateOf(node) === 'open'));
    const verb = decision === accepted ? 'Accept' : 'Reject';
    if (!nodes.length) { tell('None of those shown is open.'); return; }
    const reason = await Gate.ask(`${verb} ${nodes.length} subtopics?`, `${verb} all that are open among those shown. When nothing is left open, a run in a cluster goes on at once.`, decision === rejected);
    if (reason !== null) {
      inTurn(async () => {
        await decideOn(nodes, decision, reason);
        tell(`${decision === accepted ? 'Accepted' : 'Rejected'}: ${nodes.length} subtopics.`);
      });
    }
  };

  Gate.keys({ a: row => decide(row, accepted), r: row => decide(row, rejected), R: withReason, o: row => decide(row, open), e: change, u: undo });
  byId('undo').addEventListener('click', undo);
  byId('accept-all').addEventListener('click', () => all(accepted));
  byId('reject-all').addEventListener('click', () => all(rejected));
  Gate.restore();
  Gate.filtered(() => { if (review) show(review); });
  inTurn(load);
})();
