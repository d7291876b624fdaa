import { comment, elementsOf, partsOf, playable } from './programs.ts';
import type { Test, TestStep, Written } from './types.ts';

/** A program for Python 3 with Slixmpp. */
export function slixmppProgram(test: Test): Written {
  const { steps, lost } = playable(test);
  const parts = partsOf(steps);
  const nameOf = ({ as }: TestStep): string => parts.get(as)?.name ?? 'account';
  const accounts = [...parts.values()].map(
    ({ name, jid, password }) => `    ${name} = await sign_in(${JSON.stringify(jid)}, os.environ["${password}"])`,
  );
  const body = steps.flatMap((step) => {
    if (step.kind === 'send')
      return elementsOf(step.xml).map((xml) => `    ${nameOf(step)}.say(${JSON.stringify(xml)})`);
    if (step.nothing !== undefined)
      return [`    await ${nameOf(step)}.hears_nothing(${JSON.stringify(step.xml)}, ${step.nothing / 1000})`];
    return [`    await ${nameOf(step)}.hears(${JSON.stringify(step.xml)})`];
  });
  const ends = [...parts.values()].map(({ name }) => `    ${name}.disconnect()`);
  const text = `# ${comment(test.title)}
# pip install slixmpp
${head}

async def main():
${[...accounts, ...body, ...ends].join('\n')}
    print("passed")


asyncio.run(main())
`;
  return { text, lost: [...lost, 'By itself, Slixmpp answers requests that nobody handles with an error.'] };
}

const head = `import asyncio
import os
import re
import xml.etree.ElementTree as ET

import slixmpp

caught = {}


def fits(wanted, value):
    """{any} is any text; {name} is text that must be the same from then on."""
    names, pattern = [], ""
    for index, part in enumerate(re.split(r"\\{([A-Za-z][\\w-]*)\\}", wanted)):
        if index % 2 == 0:
            pattern += re.escape(part)
        elif part == "any":
            pattern += ".*"
        elif part in caught:
            pattern += re.escape(caught[part])
        else:
            names.append(part)
            pattern += "(.+?)"
    found = re.fullmatch(pattern, value, re.DOTALL)
    if found:
        caught.update(zip(names, found.groups()))
    return found is not None


def matches(wanted, stanza):
    """What is written must be there, more may be."""
    if wanted.tag != stanza.tag:
        return False
    for name, value in wanted.attrib.items():
        if name not in stanza.attrib or not fits(value, stanza.attrib[name]):
            return False
    if len(wanted) == 0:
        text = wanted.text or ""
        return text.strip() == "" or fits(text, stanza.text or "")
    return all(any(matches(child, other) for other in stanza) for child in wanted)


def read(text):
    return ET.fromstring(f'<stream xmlns="jabber:client" xmlns:stream="http://etherx.jabber.org/streams">{text}</stream>')[0]


class Account(slixmpp.ClientXMPP):
    def __init__(self, jid, password):
        super().__init__(jid, password)
        self.stanzas = []
        self.started = asyncio.Event()
        self.add_event_handler("session_start", lambda _: self.started.set())
        self.add_filter("in", self.keep)

    def keep(self, stanza):
        self.stanzas.append(stanza.xml)
        return stanza

    def say(self, text):
        self.send_raw(re.sub(r"\\{([A-Za-z][\\w-]*)\\}", lambda found: caught.get(found[1], found[0]), text))

    def take(self, text):
        for stanza in self.stanzas:
            if text == "" or matches(read(text), stanza):
                self.stanzas.remove(stanza)
                return stanza
        return None

    async def hears(self, text, within=5):
        for _ in range(int(within * 100)):
            if self.take(text) is not None:
                return
            await asyncio.sleep(0.01)
        raise AssertionError(f"{self.boundjid} did not receive {text}")

    async def hears_nothing(self, text, within):
        self.stanzas.clear()
        await asyncio.sleep(within)
        assert self.take(text) is None, f"{self.boundjid} received {text}"


async def sign_in(jid, password):
    account = Account(jid, password)
    account.connect()
    await asyncio.wait_for(account.started.wait(), 30)
    account.stanzas.clear()
    return account
`;
