/** Questions to DNS. Each is asked once, and its answer says whether there is no record or nobody said so. */
import type { CaaRecord, SrvRecord, TlsaRecord } from 'node:dns';
import { Resolver } from 'node:dns/promises';
import type { Evidence } from './types.ts';

export interface Answer<T> {
  /** `_xmpp-client._tcp.example.com SRV` */
  readonly question: string;
  /** `none`: there is no such record. `failed`: it is not known whether there is one. */
  readonly state: 'found' | 'none' | 'failed';
  readonly records: readonly T[];
  readonly evidence: Evidence;
}

/** What the name servers said that have no such record (RFC 1035 section 4.1.1, RFC 2308). */
const none: Partial<Record<string, string>> = {
  ENODATA: 'no such record; the name exists, or names below it',
  ENOTFOUND: 'no such name (NXDOMAIN)',
};

const failed: Partial<Record<string, string>> = {
  ETIMEOUT: 'no answer in time',
  ECANCELLED: 'no answer in time',
  ECONNREFUSED: 'no name server answers there',
  ESERVFAIL: 'the name server could not find out (SERVFAIL)',
  EREFUSED: 'the name server refuses to answer (REFUSED)',
  EBADRESP: 'an answer that makes no sense',
  TOOOLD: `Node ${process.versions.node} cannot ask for it; Node 24 can`,
};

const tooOld = Object.assign(new Error(), { code: 'TOOOLD' });

export class Names {
  readonly #resolver: Resolver;
  readonly #asked = new Map<string, Promise<Answer<unknown>>>();

  /**
   * @param server `192.0.2.53`, `192.0.2.53:5353` or `[2001:db8::53]:5353`; else those of this computer
   * @param timeout milliseconds for each of two tries
   * @throws Error in plain words when `server` is no address
   */
  constructor(server: string | undefined, timeout: number) {
    this.#resolver = new Resolver({ timeout, tries: 2 });
    if (server === undefined) return;
    try {
      this.#resolver.setServers([server]);
    } catch {
      throw new Error(
        `"${server}" is not the address of a name server. Write an IP address, with a port if it is not 53: --resolver 192.0.2.53 or --resolver '[2001:db8::53]:5353'`,
      );
    }
  }

  get servers(): readonly string[] {
    return this.#resolver.getServers();
  }

  a(name: string): Promise<Answer<string>> {
    return this.#ask(`${name} A`, () => this.#resolver.resolve4(name), String);
  }

  aaaa(name: string): Promise<Answer<string>> {
    return this.#ask(`${name} AAAA`, () => this.#resolver.resolve6(name), String);
  }

  cname(name: string): Promise<Answer<string>> {
    return this.#ask(`${name} CNAME`, () => this.#resolver.resolveCname(name), String);
  }

  srv(name: string): Promise<Answer<SrvRecord>> {
    return this.#ask(
      `${name} SRV`,
      () => this.#resolver.resolveSrv(name),
      ({ priority, weight, port, name: host }) => `${priority} ${weight} ${port} ${host || '.'}`,
    );
  }

  caa(name: string): Promise<Answer<CaaRecord>> {
    return this.#ask(`${name} CAA`, () => this.#resolver.resolveCaa(name), describeCaa);
  }

  tlsa(name: string): Promise<Answer<TlsaRecord>> {
    // Absent from Node 20.
    const { resolveTlsa }: Partial<Pick<Resolver, 'resolveTlsa'>> = this.#resolver;
    return this.#ask(
      `${name} TLSA`,
      () => resolveTlsa?.call(this.#resolver, name) ?? Promise.reject(tooOld),
      describeTlsa,
    );
  }

  #ask<T>(question: string, ask: () => Promise<readonly T[]>, describe: (record: T) => string): Promise<Answer<T>> {
    const known = this.#asked.get(question) as Promise<Answer<T>> | undefined;
    if (known !== undefined) return known;
    const asking = answerTo(question, ask, describe);
    this.#asked.set(question, asking);
    return asking;
  }
}

async function answerTo<T>(
  question: string,
  ask: () => Promise<readonly T[]>,
  describe: (record: T) => string,
): Promise<Answer<T>> {
  const answer = (state: Answer<T>['state'], records: readonly T[], came: string): Answer<T> => ({
    question,
    state,
    records,
    evidence: { sent: question, came },
  });
  try {
    const records = await ask();
    if (records.length === 0) return answer('none', [], none.ENODATA as string);
    // Name servers turn them round; two reports of the same records should be the same.
    return answer('found', records, records.map(describe).sort().join('\n'));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    const isNone = none[code];
    return isNone === undefined ? answer('failed', [], failed[code] ?? code) : answer('none', [], isNone);
  }
}

function describeCaa({ critical, ...properties }: CaaRecord): string {
  const [[name, value] = ['', '']] = Object.entries(properties).filter(([key]) => key !== 'type');
  return `${critical} ${name} "${value}"`;
}

function describeTlsa({ certUsage, selector, match, data }: TlsaRecord): string {
  return `${certUsage} ${selector} ${match} ${Buffer.from(data).toString('hex')}`;
}
