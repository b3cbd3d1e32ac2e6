// The query editor: YASGUI on this server's endpoint, with the named questions beside it.
(async () => {
  'use strict';
  const asked = location.hash.slice(1); // before the editor, which reads and clears what a shared link holds
  const endpoint = new URL('/sparql', location.href).href;
  const { site, questions, prefixes } = await (await fetch('/ask/examples.json')).json();
  document.getElementById('site').textContent = site;

  Yasgui.Yasqe.defaults.autocompleters = ['variables']; // the others ask servers of somebody else
  const first = questions.length ? questions[0].sparql : 'SELECT * { ?thing ?relation ?other } LIMIT 20';
  const yasgui = new Yasgui(document.getElementById('editor'), {
    requestConfig: { endpoint, method: 'POST' },
    endpointCatalogueOptions: { getData: () => [] },
    copyEndpointOnNewTab: false,
    persistenceId: 'communique',
    autoAddOnInit: true,
    yasqe: { value: first, requestConfig: { endpoint } },
    yasr: { prefixes },
  });
  window.yasgui = yasgui;

  let opened = '';
  const open = (question) => {
    opened = question.name;
    const config = { name: question.name, requestConfig: { endpoint }, yasqe: { value: question.sparql } };
    const tab = yasgui.addTab(true, config, { avoidDuplicateTabs: true });
    if (tab) tab.getYasqe().query();
    history.replaceState(null, '', '#' + question.name);
  };

  const groups = new Map();
  for (const question of questions) {
    if (!groups.has(question.group)) groups.set(question.group, []);
    groups.get(question.group).push(question);
  }
  const place = document.getElementById('questions');
  for (const [group, asked] of groups) {
    const heading = document.createElement('h3');
    heading.textContent = group || 'others';
    const list = document.createElement('ul');
    for (const question of asked) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = question.words;
      button.dataset.question = question.name;
      button.addEventListener('click', () => open(question));
      const item = document.createElement('li');
      item.append(button);
      list.append(item);
    }
    place.append(heading, list);
  }

  const openNamed = (name) => {
    const named = questions.find((question) => question.name === name);
    if (named) open(named);
  };
  window.addEventListener('hashchange', () => {
    if (location.hash.slice(1) !== opened) openNamed(location.hash.slice(1));
  });
  openNamed(asked);
  document.body.dataset.ready = 'true';
})();
