import { XmlParser } from '../../xml/parser.ts';
import { type HostFunction, text } from '../lua-bridge.ts';

/** LuaExpat's parsers, known to Lua by number. */
export function xmlFunctions(): Record<string, HostFunction> {
  const parsers = new Map<number, XmlParser>();
  let last = 0;
  const parser = (id: number): XmlParser => {
    const found = parsers.get(id);
    if (!found) throw new Error('this XML parser was closed');
    return found;
  };
  return {
    xml_new(separator: Uint8Array, namespaceEvents: boolean) {
      last += 1;
      parsers.set(last, new XmlParser({ separator: text(separator), namespaceEvents }));
      return last;
    },
    xml_feed: (id: number, chunk: Uint8Array) => parser(id).feed(chunk),
    xml_end: (id: number) => parser(id).end(),
    xml_position: (id: number) => parser(id).position(),
    xml_free(id: number) {
      parsers.delete(id);
    },
  };
}
