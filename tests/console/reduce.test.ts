import { describe, expect, it } from 'vitest';
import { initialState, reduce } from '../../playground/console/state/reduce.ts';
import type { Account, ConsoleEvent, ConsoleState, Notice } from '../../playground/console/state/types.ts';

function account(name: string, more: Partial<Account> = {}): Account {
  return {
    name,
    jid: `${name}@montague.example`,
    password: '',
    place: { kind: 'sandbox', server: 'montague.example' },
    colour: 0,
    status: { state: 'offline' },
    presence: 'unavailable',
    ...more,
  };
}

const own = account('me', { place: { kind: 'websocket', url: 'wss://example.com/' } });

function after(...events: ConsoleEvent[]): ConsoleState {
  return events.reduce(reduce, initialState(['montague.example'], [account('romeo'), account('juliet'), own]));
}

describe('reduce', () => {
  it('begins with the first account as the sender', () => {
    expect(after().sender).toBe('romeo');
  });

  it('takes no progress for news once the servers are up', () => {
    const state = after({ type: 'booted', milliseconds: 300 }, { type: 'progress', progress: { phase: 'unpack' } });
    expect(state.boot).toEqual({ state: 'ready', milliseconds: 300 });
  });

  it('drops the stanzas that wait for servers that do not start, and keeps those for servers of the reader', () => {
    const stanzas = [
      { account: 'romeo', text: '<presence/>' },
      { account: 'me', text: '<presence/>' },
    ];
    const state = after({ type: 'wait', stanzas }, { type: 'boot-failed', plain: 'No source.' });
    expect(state.waiting).toEqual([stanzas[1]]);
  });

  it('drops the stanzas that wait for an account that could not sign in', () => {
    const state = after(
      { type: 'wait', stanzas: [{ account: 'romeo', text: '<presence/>' }] },
      { type: 'status', name: 'romeo', status: { state: 'failed', plain: 'Wrong password.' } },
    );
    expect(state.waiting).toEqual([]);
  });

  it('takes an account that went offline for unavailable', () => {
    const state = after(
      { type: 'presence', name: 'romeo', presence: 'dnd' },
      { type: 'status', name: 'romeo', status: { state: 'offline' } },
    );
    expect(state.accounts[0]).toMatchObject({ presence: 'unavailable' });
  });

  it('ignores a sender that is not there', () => {
    expect(after({ type: 'sender', name: 'tybalt' }).sender).toBe('romeo');
  });

  it('lets an account that is added send, and gives the turn back when it goes', () => {
    const added = after({ type: 'account-added', account: account('tybalt') });
    expect(added.sender).toBe('tybalt');
    expect(reduce(added, { type: 'account-removed', name: 'tybalt' }).sender).toBe('romeo');
  });

  it('closes a panel that is asked for again', () => {
    expect(after({ type: 'panel', panel: 'log' }).panel).toBe('log');
    expect(after({ type: 'panel', panel: 'log' }, { type: 'panel', panel: 'log' }).panel).toBeNull();
    expect(after({ type: 'panel', panel: 'log' }, { type: 'panel', panel: 'shell' }).panel).toBe('shell');
  });

  it('adds up how far the clock was moved, and starts from zero with the servers', () => {
    const moved = after({ type: 'clock', seconds: 60 }, { type: 'clock', seconds: 600 });
    expect(moved.ahead).toBe(660);
    expect(reduce(moved, { type: 'booting', servers: ['montague.example'] }).ahead).toBe(0);
  });

  it('goes on when one of two servers ends, and has failed with the last one', () => {
    const both = after(
      { type: 'server-running', server: 'a', config: '1' },
      { type: 'server-running', server: 'b', config: '2' },
    );
    const one = reduce(both, { type: 'server-ended', server: 'a', why: 'it was shut down' });
    expect(one).toMatchObject({ running: { b: '2' }, ended: { a: 'it was shut down' } });
    expect(one.boot.state).not.toBe('failed');
    const none = reduce(one, { type: 'server-ended', server: 'b', why: 'is there an endless loop?' });
    expect(none.boot).toEqual({
      state: 'failed',
      plain: 'a ended: it was shut down; b ended: is there an endless loop?',
    });
  });

  it('never changes what it was given', () => {
    const before = Object.freeze(after());
    reduce(before, { type: 'sender', name: 'juliet' });
    expect(before.sender).toBe('romeo');
  });

  describe('notices', () => {
    const done = { kind: 'done', text: 'Copied.' } as const;
    const refused = { kind: 'problem', text: 'Nothing was sent.', about: 'server' } as const;
    const odd = { kind: 'problem', text: 'Something went wrong.' } as const;
    const say = (...notices: readonly Notice[]): ConsoleEvent[] =>
      notices.map((notice) => ({ type: 'notice', notice }));

    it('stand beside each other, none twice, and a later one about the same takes the place of the first', () => {
      const other = { ...refused, text: 'Not up yet.' };
      expect(after(...say(done, refused, done, odd, other)).notices).toEqual([done, odd, other]);
    });

    it('end when the reader goes on, if they tell what was done', () => {
      expect(after(...say(done, refused), { type: 'went-on' }).notices).toEqual([refused]);
    });

    it('stay as long as the problem is there and nobody dismisses them', () => {
      expect(after(...say(refused, odd), { type: 'booted', milliseconds: 1 }).notices).toEqual([odd]);
      expect(after(...say(refused), { type: 'solved', about: 'server' }).notices).toEqual([]);
      expect(after(...say(refused, odd), { type: 'notice-ended', notice: odd }).notices).toEqual([refused]);
    });
  });
});
