import { describe, expect, it } from 'vitest';
import { readEvent, readRequest } from '../../playground/console/dock/messages.ts';
import type { DockEvent, DockRequest } from '../../playground/console/dock/types.ts';

const scene = {
  servers: 2,
  changes: { 'montague.example': [{ at: 3, gone: ['"ping";'], come: [] }] },
  dns: { 'capulet.example': ['A 192.0.2.2'] },
  ahead: 60,
  madeWith: 'Prosody 13.0.1',
} as const;
const stanza = { as: 'romeo', xml: '<presence/>' };

describe('what a page asks of the docked console', () => {
  const requests: readonly DockRequest[] = [
    { kind: 'open', id: 1 },
    { kind: 'open', id: 2, scene, stanzas: [stanza, { xml: '<presence/>' }] },
    { kind: 'write', id: 3, stanza, takesFocus: true },
    { kind: 'send', id: 4, stanza },
    { kind: 'connect', id: 6, as: 'nurse/phone' },
    {
      kind: 'run',
      id: 5,
      steps: [
        { kind: 'send', as: 'romeo', xml: '<presence/>' },
        { kind: 'receive', as: 'romeo', pattern: '<presence/>' },
        { kind: 'never', as: 'juliet', pattern: '<message/>' },
        { kind: 'advance', seconds: 3600 },
      ],
    },
  ];
  it.each(requests.map((request) => [request.kind, request] as const))('reads %s as it was asked', (_, request) => {
    expect(readRequest(structuredClone(request))).toEqual(request);
  });

  const others: readonly (readonly [string, unknown])[] = [
    ['nothing', undefined],
    ['null', null],
    ['a text', 'open'],
    ['a list', [{ kind: 'open', id: 1 }]],
    ['a kind that nobody knows', { kind: 'erase', id: 1 }],
    ['no id', { kind: 'open' }],
    ['an id that is no number', { kind: 'open', id: '1' }],
    ['a stanza without text', { kind: 'send', id: 1, stanza: { as: 'romeo' } }],
    ['a sender that is no text', { kind: 'send', id: 1, stanza: { as: 7, xml: '<presence/>' } }],
    ['nobody who is to be connected', { kind: 'connect', id: 1 }],
    ['stanzas that are no list', { kind: 'open', id: 1, stanzas: 'romeo' }],
    ['a world of three servers', { kind: 'open', id: 1, scene: { ...scene, servers: 3 } }],
    ['a clock that goes back', { kind: 'open', id: 1, scene: { ...scene, ahead: -1 } }],
    ['a change without lines', { kind: 'open', id: 1, scene: { ...scene, changes: { a: [{ at: 1 }] } } }],
    ['DNS records that are no list', { kind: 'open', id: 1, scene: { ...scene, dns: { a: 'A 192.0.2.1' } } }],
    ['a step of another kind', { kind: 'run', id: 1, steps: [{ kind: 'erase', as: 'romeo' }] }],
    ['a clock that moves back', { kind: 'run', id: 1, steps: [{ kind: 'advance', seconds: -1 }] }],
    ['a check without a pattern', { kind: 'run', id: 1, steps: [{ kind: 'never', as: 'romeo' }] }],
  ];
  it.each(others)('ignores %s', (_, data) => {
    expect(readRequest(data)).toBeUndefined();
  });
});

describe('what a page hears from the docked console', () => {
  const events: readonly DockEvent[] = [
    { kind: 'ready' },
    { kind: 'done', id: 1 },
    { kind: 'refused', id: 2, plain: 'There is no account rosaline in the console.' },
    { kind: 'ran', id: 3, outcomes: [{ held: true }, { held: false, plain: 'It did not come.', came: '<iq/>' }] },
    { kind: 'sent', as: 'romeo@montague.example/orchard', xml: '<presence/>', at: 1.5 },
    { kind: 'received', as: 'stranger@montague.example', xml: '<iq/>', at: 2 },
    { kind: 'started', host: 'montague.example' },
    { kind: 'stopped', host: 'montague.example' },
  ];
  it.each(events.map((event) => [event.kind, event] as const))('reads %s as it was told', (_, event) => {
    expect(readEvent(structuredClone(event))).toEqual(event);
  });

  it.each([
    [null],
    ['ready'],
    [{ kind: 'done' }],
    [{ kind: 'refused', id: 1 }],
    [{ kind: 'ran', id: 1, outcomes: [{ held: false }] }],
    [{ kind: 'ran', id: 1, outcomes: [{ held: 'yes' }] }],
    [{ kind: 'received', as: 'romeo', xml: '<iq/>', at: Number.NaN }],
    [{ kind: 'received', as: 'romeo', at: 1 }],
    [{ kind: 'started' }],
    [{ kind: 'other' }],
  ])('ignores %j', (data) => {
    expect(readEvent(data)).toBeUndefined();
  });
});
