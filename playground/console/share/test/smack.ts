import { comment, elementsOf, partsOf, playable } from './programs.ts';
import type { Test, TestStep, Written } from './types.ts';

const group = 'org.igniterealtime.smack';
/** In Maven's repository. Not smack-java8-full: it brings an old BouncyCastle, with which Java 17 makes no TLS 1.3 connection. */
export const smack = { artifacts: ['smack-tcp', 'smack-java8', 'smack-extensions'], version: '4.4.8' } as const;

/** A program for Java with Smack 4.4. */
export function smackProgram(test: Test): Written {
  const { steps, lost } = playable(test);
  const parts = partsOf(steps);
  const nameOf = ({ as }: TestStep): string => `${parts.get(as)?.name ?? 'account'}Account`;
  const accounts = [...parts.values()].map(
    ({ name, jid, password }) =>
      `        Account ${name}Account = new Account(${literal(jid)}, System.getenv("${password}"));`,
  );
  const body = steps.flatMap((step) => {
    if (step.kind === 'send') return elementsOf(step.xml).map((xml) => `        ${nameOf(step)}.say(${literal(xml)});`);
    if (step.nothing !== undefined)
      return [`        ${nameOf(step)}.hearsNothing(${literal(step.xml)}, ${step.nothing});`];
    return [`        ${nameOf(step)}.hears(${literal(step.xml)});`];
  });
  const ends = [...parts.values()].map(({ name }) => `        ${name}Account.connection.disconnect();`);
  const text = `// ${comment(test.title)}
// ${group}: ${smack.artifacts.join(', ')} (${smack.version})
${head}
    public static void main(String[] args) throws Exception {
${[...accounts, ...body, ...ends].join('\n')}
        System.out.println("passed");
    }
}
`;
  return { text, lost: [...lost, 'By itself, Smack answers requests that nobody handles with an error.'] };
}

/** Java reads \\u before anything else, also in comments; JSON writes it only for what Java reads as the same character. */
function literal(text: string): string {
  return JSON.stringify(text);
}

const head = `import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ArrayList;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jivesoftware.smack.packet.Nonza;
import org.jivesoftware.smack.packet.XmlEnvironment;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smack.tcp.XMPPTCPConnectionConfiguration;
import org.jxmpp.jid.EntityFullJid;
import org.jxmpp.jid.impl.JidCreate;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

public class RecordedTest {
    static final Map<String, String> caught = new HashMap<>();
    static final Pattern placeholder = Pattern.compile("\\\\{([A-Za-z][\\\\w-]*)\\\\}");

    // {any} is any text; {name} is text that must be the same from then on.
    static boolean fits(String wanted, String value) {
        List<String> names = new ArrayList<>();
        StringBuilder pattern = new StringBuilder();
        Matcher found = placeholder.matcher(wanted);
        int at = 0;
        while (found.find()) {
            pattern.append(Pattern.quote(wanted.substring(at, found.start())));
            at = found.end();
            String name = found.group(1);
            if (name.equals("any")) pattern.append(".*");
            else if (caught.containsKey(name)) pattern.append(Pattern.quote(caught.get(name)));
            else {
                names.add(name);
                pattern.append("(.+?)");
            }
        }
        pattern.append(Pattern.quote(wanted.substring(at)));
        Matcher match = Pattern.compile(pattern.toString(), Pattern.DOTALL).matcher(value);
        if (!match.matches()) return false;
        for (int index = 0; index < names.size(); index++) caught.put(names.get(index), match.group(index + 1));
        return true;
    }

    // What is written must be there, more may be.
    static boolean matches(Element wanted, Element stanza) {
        if (!wanted.getLocalName().equals(stanza.getLocalName())) return false;
        if (!wanted.getNamespaceURI().equals(stanza.getNamespaceURI())) return false;
        for (int index = 0; index < wanted.getAttributes().getLength(); index++) {
            Node attribute = wanted.getAttributes().item(index);
            if (attribute.getNodeName().startsWith("xmlns")) continue;
            if (!stanza.hasAttribute(attribute.getNodeName())) return false;
            if (!fits(attribute.getNodeValue(), stanza.getAttribute(attribute.getNodeName()))) return false;
        }
        List<Element> children = elements(wanted);
        if (children.isEmpty())
            return wanted.getTextContent().isBlank() || fits(wanted.getTextContent(), stanza.getTextContent());
        return children.stream().allMatch(child -> elements(stanza).stream().anyMatch(other -> matches(child, other)));
    }

    static List<Element> elements(Element parent) {
        List<Element> found = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling())
            if (child instanceof Element) found.add((Element) child);
        return found;
    }

    static Element read(String text) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        String stream = "<stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>" + text + "</stream>";
        return elements(factory.newDocumentBuilder().parse(new InputSource(new StringReader(stream))).getDocumentElement()).get(0);
    }

    // Text that is sent as it stands.
    static class Raw implements Nonza {
        final String xml;

        Raw(String xml) {
            this.xml = xml;
        }

        public String getElementName() {
            return "raw";
        }

        public String getNamespace() {
            return "jabber:client";
        }

        public CharSequence toXML(XmlEnvironment environment) {
            return xml;
        }
    }

    static class Account {
        final XMPPTCPConnection connection;
        final List<Element> stanzas = new CopyOnWriteArrayList<>();

        Account(String jid, String password) throws Exception {
            EntityFullJid full = JidCreate.entityFullFrom(jid);
            connection = new XMPPTCPConnection(XMPPTCPConnectionConfiguration.builder()
                .setXmppDomain(full.asDomainBareJid())
                .setUsernameAndPassword(full.getLocalpart().toString(), password)
                .setResource(full.getResourcepart())
                .setSendPresence(false)
                .build());
            connection.connect().login();
            connection.addAsyncStanzaListener(stanza -> {
                try {
                    stanzas.add(read(stanza.toXML().toString()));
                } catch (Exception error) {
                    throw new IllegalStateException(error);
                }
            }, stanza -> true);
        }

        void say(String text) throws Exception {
            String filled = placeholder.matcher(text).replaceAll(found ->
                Matcher.quoteReplacement(caught.getOrDefault(found.group(1), found.group())));
            connection.sendNonza(new Raw(filled));
        }

        boolean take(String text) throws Exception {
            for (Element stanza : stanzas)
                if (text.isEmpty() || matches(read(text), stanza)) return stanzas.remove(stanza);
            return false;
        }

        void hears(String text) throws Exception {
            for (int tries = 0; tries < 500; tries++) {
                if (take(text)) return;
                Thread.sleep(10);
            }
            throw new AssertionError("Did not receive " + text);
        }

        void hearsNothing(String text, int within) throws Exception {
            stanzas.clear();
            Thread.sleep(within);
            if (take(text)) throw new AssertionError("Received " + text);
        }
    }
`;
