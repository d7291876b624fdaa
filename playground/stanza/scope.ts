import { XmlProblem } from './problem.ts';

export const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';
export const xmlnsNamespace = 'http://www.w3.org/2000/xmlns/';
export const streamNamespace = 'http://etherx.jabber.org/streams';
export const clientNamespace = 'jabber:client';

export interface Declaration {
  /** '' for `xmlns="..."`. */
  readonly prefix: string;
  readonly namespace: string;
  readonly start: number;
  readonly end: number;
}

/** Which prefix means which namespace at the place that is being read. Look-ups take constant time at any depth. */
export class Scope {
  readonly #bindings = new Map<string, string[]>();

  constructor(initial: Readonly<Record<string, string>>) {
    for (const [prefix, namespace] of Object.entries(initial)) this.#bindings.set(prefix, [namespace]);
    this.#bindings.set('xml', [xmlNamespace]);
  }

  /** The namespace of a prefix; undefined when it was not declared. */
  find(prefix: string): string | undefined {
    return this.#bindings.get(prefix)?.at(-1);
  }

  /** The same. Throws XmlProblem when it was not declared; offset and length are those of the name. */
  require(prefix: string, offset: number, length: number): string {
    const namespace = this.find(prefix);
    if (namespace !== undefined) return namespace;
    const plain = `The prefix "${prefix}" is not declared. Add xmlns:${prefix}="..." to this element or to one around it.`;
    throw new XmlProblem('undeclared-prefix', offset, length, plain);
  }

  /** Throws XmlProblem for what Namespaces in XML 1.0 section 3 forbids. */
  declare({ prefix, namespace, start, end }: Declaration): void {
    const fail = (plain: string): never => {
      throw new XmlProblem('bad-namespace', start, end - start, plain);
    };
    if (prefix === 'xmlns') fail('The prefix xmlns is reserved and cannot be declared. Choose another prefix.');
    if ((prefix === 'xml') !== (namespace === xmlNamespace)) {
      fail(
        `The prefix xml and the namespace ${xmlNamespace} belong together and may not be used with anything else. Remove this declaration.`,
      );
    }
    if (namespace === xmlnsNamespace) fail(`The namespace ${xmlnsNamespace} is reserved. Remove this declaration.`);
    if (prefix !== '' && namespace === '') {
      fail(`The prefix "${prefix}" is declared as empty. Give it a namespace name, or leave the declaration out.`);
    }
    this.bind(prefix, namespace);
  }

  /** Declares without looking whether it is allowed. */
  bind(prefix: string, namespace: string): void {
    const bound = this.#bindings.get(prefix);
    if (bound) bound.push(namespace);
    else this.#bindings.set(prefix, [namespace]);
  }

  forget(prefixes: readonly string[]): void {
    for (const prefix of prefixes) this.#bindings.get(prefix)?.pop();
  }
}
