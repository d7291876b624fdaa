import { comment, elementsOf, partsOf, playable } from './programs.ts';
import type { Test, TestStep, Written } from './types.ts';

/** A program for Node with @xmpp/client, which ends with an error at the first stanza that does not come. */
export function xmppJsProgram(test: Test): Written {
  const { steps, lost } = playable(test);
  const parts = partsOf(steps);
  const nameOf = ({ as }: TestStep): string => parts.get(as)?.name ?? 'account';
  const accounts = [...parts.values()].map(
    ({ name, jid, password }) => `const ${name} = await signIn(${JSON.stringify(jid)}, process.env.${password});`,
  );
  const body = steps.flatMap((step) => {
    if (step.kind === 'send') return elementsOf(step.xml).map((xml) => `await ${nameOf(step)}.say(${template(xml)});`);
    if (step.nothing !== undefined)
      return [`await ${nameOf(step)}.hearsNothing(${template(step.xml)}, ${step.nothing});`];
    return [`await ${nameOf(step)}.hears(${template(step.xml)});`];
  });
  const ends = [...parts.values()].map(({ name }) => `${name}.stop()`);
  const text = `// ${comment(test.title)}
// npm install @xmpp/client
${head}
${accounts.join('\n')}

${body.join('\n')}

await Promise.all([${ends.join(', ')}]);
console.log('passed');
`;
  return { text, lost: [...lost, 'By itself, @xmpp/client answers requests that nobody handles with an error.'] };
}

function template(text: string): string {
  return `\`${text.replace(/[\\`]|\$(?=\{)/g, '\\$&')}\``;
}

const head = `import { client } from '@xmpp/client';
import parse from '@xmpp/xml/lib/parse.js';

const service = process.env.XMPP_SERVICE ?? 'ws://localhost:5280/xmpp-websocket';
const caught = {};

// {any} is any text; {name} is text that must be the same from then on.
function fits(wanted, value) {
  const names = [];
  const literal = (text) => text.replace(/[.*+?^\${}()|[\\]\\\\/-]/g, '\\\\$&');
  const pattern = wanted.split(/\\{([A-Za-z][\\w-]*)\\}/).map((part, index) => {
    if (index % 2 === 0) return literal(part);
    if (part === 'any') return '[^]*';
    if (part in caught) return literal(caught[part]);
    names.push(part);
    return '([^]+?)';
  });
  const found = new RegExp(\`^\${pattern.join('')}$\`).exec(value);
  names.forEach((name, index) => { if (found) caught[name] = found[index + 1]; });
  return found !== null;
}

// What is written must be there, more may be.
function matches(wanted, stanza) {
  const space = (element) => element.getNS() ?? 'jabber:client';
  if (wanted.getName() !== stanza.getName() || space(wanted) !== space(stanza)) return false;
  for (const [name, value] of Object.entries(wanted.attrs)) {
    if (/^xmlns(:|$)/.test(name)) continue;
    if (stanza.attrs[name] === undefined || !fits(value, stanza.attrs[name])) return false;
  }
  const children = wanted.getChildElements();
  if (children.length === 0) return wanted.getText().trim() === '' || fits(wanted.getText(), stanza.getText());
  return children.every((child) => stanza.getChildElements().some((other) => matches(child, other)));
}

async function signIn(jid, password) {
  const [, username, domain, resource] = /^([^@]+)@([^/]+)\\/?(.*)$/.exec(jid);
  const xmpp = client({ service, domain, username, password, ...(resource && { resource }) });
  const stanzas = [];
  xmpp.on('error', (error) => console.error(jid, error.message));
  xmpp.on('stanza', (stanza) => stanzas.push(stanza));
  await xmpp.start();
  const take = (text) => {
    const at = stanzas.findIndex((stanza) => text === '' || matches(parse(text), stanza));
    return at < 0 ? undefined : stanzas.splice(at, 1)[0];
  };
  return {
    async say(text) {
      const filled = text.replace(/\\{([A-Za-z][\\w-]*)\\}/g, (written, name) => caught[name] ?? written);
      const element = parse(filled);
      element.attrs.xmlns ??= 'jabber:client';
      await xmpp.send(element);
    },
    async hears(text, within = 5000) {
      for (const end = Date.now() + within; Date.now() < end; ) {
        if (take(text)) return;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      throw new Error(\`\${jid} did not receive\\n\${text}\\nbut\\n\${stanzas.join('\\n')}\`);
    },
    async hearsNothing(text, within) {
      stanzas.length = 0;
      await new Promise((resolve) => setTimeout(resolve, within));
      const stanza = take(text);
      if (stanza) throw new Error(\`\${jid} received\\n\${stanza}\`);
    },
    stop: () => xmpp.stop(),
  };
}
`;
