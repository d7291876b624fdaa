import { afterEach, describe, expect, it } from 'vitest';
import { withUploads } from '../../playground/console/configuration/uploads.ts';
import { fieldsFor, fieldsOf, filled, type Template, templates } from '../../playground/console/templates.ts';
import { type LocalSandbox, montague, startInNode } from '../../playground/sandbox/node.ts';
import { check } from '../../playground/stanza/assist.ts';
import { parse } from '../../playground/stanza/index.ts';
import { login } from '../sandbox/set-up.ts';
import type { Wire } from '../sandbox/wire.ts';

const boxes: LocalSandbox[] = [];
afterEach(() => Promise.all(boxes.splice(0).map((box) => box.stop())));

const fields = fieldsFor('juliet@montague.example');
const values = Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, value]));

function counter(): () => string {
  let next = 0;
  return () => {
    next += 1;
    return `template-${next}`;
  };
}

describe('the templates', () => {
  it('are many, each has its own title, and every field has a meaning', () => {
    expect(templates.length).toBeGreaterThanOrEqual(40);
    expect(new Set(templates.map(({ title }) => title)).size).toBe(templates.length);
    const unknown = templates.flatMap(({ text }) => fieldsOf(text)).filter((name) => !Object.hasOwn(fields, name));
    expect(unknown).toEqual([]);
  });

  it.each(templates.map((template) => [template.title, template] as const))(
    '%s: the check finds nothing',
    (_, { text }) => {
      const stanza = filled(text, values, counter());
      const result = parse(stanza);
      expect(result).toMatchObject({ ok: true });
      if (result.ok) expect(check(stanza, result.stanzas)).toEqual([]);
    },
  );

  it('take what the reader fills in as text', () => {
    expect(filled('<a b="{x}">{x}{y}</a>', { x: '"<&' }, counter())).toBe(
      '<a b="&quot;&lt;&amp;">&quot;&lt;&amp;{y}</a>',
    );
    expect(filled('{id} {id}', {}, counter())).toBe('template-1 template-2');
  });

  it('are answered as they say', async () => {
    const config = withUploads(montague.config, montague.name);
    const box = await startInNode({ servers: [{ ...montague, config }] });
    boxes.push(box);
    const juliet = await login(box, 'juliet@montague.example', 'balcony');
    const romeo = await login(box, 'romeo@montague.example', 'orchard');
    await juliet.ask('<presence/>', /<presence/);
    await romeo.ask('<presence/>', /<presence/);
    const freshId = counter();
    for (const [index, template] of templates.entries()) {
      const stanza = filled(template.text, values, freshId);
      const id = /^<\w+[^>]* id="([^"]+)"/.exec(stanza)?.[1] ?? '-';
      const back = await answerTo(romeo, stanza, `after-${index}`);
      expect(kindOf(back, id, template), `${template.title}\n${stanza}\n${back}`).toEqual(template.answer);
    }
  });
});

/** What comes back until a ping that is sent behind it is answered. */
async function answerTo(wire: Wire, stanza: string, mark: string): Promise<string> {
  const ping = `<iq type='get' id='${mark}' to='montague.example'><ping xmlns='urn:xmpp:ping'/></iq>`;
  const back = await wire.ask(stanza + ping, new RegExp(`id='${mark}'`));
  return back.replace(new RegExp(`<iq [^>]*id='${mark}'[^>]*>`), '');
}

function kindOf(back: string, id: string, { text }: Template): Template['answer'] {
  const reply = new RegExp(`<(?:iq|message) [^>]*id='${id}'[^>]*>`).exec(back)?.[0];
  if (reply?.includes("type='error'")) return { error: /<error[^>]*><([a-z-]+) /.exec(back)?.[1] ?? '' };
  if (reply?.includes("type='result'") && text.startsWith('<iq')) return 'result';
  return back === '' ? 'nothing' : 'something';
}
