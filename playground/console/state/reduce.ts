import { limits } from '../limits.ts';
import type { Account, ConsoleEvent, ConsoleState, Notice } from './types.ts';

export function initialState(servers: readonly string[], accounts: readonly Account[]): ConsoleState {
  return {
    boot: { state: 'starting', progress: null },
    running: {},
    ended: {},
    dns: {},
    pretendTls: false,
    busy: 0,
    moving: null,
    servers,
    accounts,
    sender: accounts[0]?.name ?? '',
    waiting: [],
    panel: null,
    notices: [],
    ahead: 0,
  };
}

/** What the console knows after an event. Pure; an event that changes nothing gives the same object. */
export function reduce(state: ConsoleState, event: ConsoleEvent): ConsoleState {
  switch (event.type) {
    case 'booting':
      return {
        ...state,
        ...nothingRuns,
        boot: { state: 'starting', progress: null },
        servers: event.servers,
        ahead: 0,
      };
    case 'progress':
      // A late progress message must not undo what came after it.
      return state.boot.state === 'starting'
        ? { ...state, boot: { state: 'starting', progress: event.progress } }
        : state;
    case 'booted':
      return {
        ...state,
        boot: { state: 'ready', milliseconds: event.milliseconds },
        notices: withoutAbout(state, 'server'),
      };
    case 'boot-failed':
      return failed(state, event.plain);
    case 'server-running': {
      const { [event.server]: _, ...ended } = state.ended;
      return { ...state, running: { ...state.running, [event.server]: event.config }, ended };
    }
    case 'server-ended':
      return withEnded(state, event.server, event.why);
    case 'network':
      return { ...state, dns: event.dns, pretendTls: event.pretendTls };
    case 'busy':
      return state.busy === event.seconds ? state : { ...state, busy: event.seconds };
    case 'moving':
      return { ...state, moving: event.moving };
    case 'accounts-replaced':
      return withAccounts(state, event.accounts);
    case 'account-added':
      return { ...withAccounts(state, [...state.accounts, event.account]), sender: event.account.name };
    case 'account-removed':
      return withAccounts(
        state,
        state.accounts.filter(({ name }) => name !== event.name),
      );
    case 'account-renamed': {
      const { name, to } = event;
      const renamed = <T extends { readonly name: string }>(one: T): T =>
        one.name === name ? { ...one, name: to } : one;
      return {
        ...state,
        accounts: state.accounts.map(renamed),
        sender: state.sender === name ? to : state.sender,
        waiting: state.waiting.map((each) => (each.account === name ? { ...each, account: to } : each)),
      };
    }
    case 'account-changed':
      return withChanged(state, event.name, event.change);
    case 'status': {
      const gone = event.status.state === 'failed' || event.status.state === 'offline';
      return {
        ...withChanged(state, event.name, { status: event.status, ...(gone && { presence: 'unavailable' }) }),
        waiting: event.status.state === 'failed' ? withoutAccount(state, event.name) : state.waiting,
      };
    }
    case 'presence':
      return withChanged(state, event.name, { presence: event.presence });
    case 'sender':
      return state.accounts.some(({ name }) => name === event.name) ? { ...state, sender: event.name } : state;
    case 'wait':
      return { ...state, waiting: [...state.waiting, ...event.stanzas] };
    case 'waited':
      return { ...state, waiting: withoutAccount(state, event.account) };
    case 'panel':
      return { ...state, panel: event.panel === state.panel ? null : event.panel };
    case 'notice':
      return { ...state, notices: withNotice(state, event.notice) };
    case 'notice-ended':
      return { ...state, notices: state.notices.filter((notice) => notice !== event.notice) };
    case 'solved':
      return changedNotices(state, withoutAbout(state, event.about));
    case 'went-on':
      return changedNotices(
        state,
        state.notices.filter(({ kind }) => kind !== 'done'),
      );
    case 'clock':
      return { ...state, ahead: state.ahead + event.seconds };
    default:
      return event satisfies never;
  }
}

const nothingRuns = { running: {}, ended: {}, busy: 0, moving: null } as const;

function failed(state: ConsoleState, plain: string): ConsoleState {
  return { ...state, ...nothingRuns, boot: { state: 'failed', plain }, waiting: withoutSandbox(state) };
}

/** One server may end alone; with the last one there is nothing left that runs. */
function withEnded(state: ConsoleState, server: string, why: string): ConsoleState {
  const { [server]: _, ...running } = state.running;
  const ended = { ...state.ended, [server]: why };
  if (Object.keys(running).length > 0) return { ...state, running, ended };
  const reasons = [...new Set(Object.values(ended))];
  const plain =
    reasons.length === 1
      ? `${Object.keys(ended).join(' and ')} ended: ${reasons[0]}`
      : Object.entries(ended)
          .map(([name, reason]) => `${name} ended: ${reason}`)
          .join('; ');
  return failed(state, /[.?]$/.test(plain) ? plain : `${plain}.`);
}

function withChanged(state: ConsoleState, name: string, change: Partial<Account>): ConsoleState {
  return {
    ...state,
    accounts: state.accounts.map((account) => (account.name === name ? { ...account, ...change } : account)),
  };
}

function withAccounts(state: ConsoleState, accounts: readonly Account[]): ConsoleState {
  const has = (name: string): boolean => accounts.some((account) => account.name === name);
  return {
    ...state,
    accounts,
    sender: has(state.sender) ? state.sender : (accounts[0]?.name ?? ''),
    waiting: state.waiting.filter(({ account }) => has(account)),
  };
}

/** The latest last; none twice. */
function withNotice({ notices }: ConsoleState, notice: Notice): readonly Notice[] {
  const others = notices.filter(
    ({ kind, text, about }) =>
      !(kind === notice.kind && (text === notice.text || (about !== undefined && about === notice.about))),
  );
  return [...others, notice].slice(-limits.notices);
}

function withoutAbout({ notices }: ConsoleState, about: Notice['about']): readonly Notice[] {
  return notices.filter((notice) => notice.about !== about);
}

function changedNotices(state: ConsoleState, notices: readonly Notice[]): ConsoleState {
  return notices.length === state.notices.length ? state : { ...state, notices };
}

function withoutAccount({ waiting }: ConsoleState, name: string): ConsoleState['waiting'] {
  return waiting.filter(({ account }) => account !== name);
}

/** What waits for a server that will not come. */
function withoutSandbox({ waiting, accounts }: ConsoleState): ConsoleState['waiting'] {
  const elsewhere = new Set(accounts.filter(({ place }) => place.kind !== 'sandbox').map(({ name }) => name));
  return waiting.filter(({ account }) => elsewhere.has(account));
}
