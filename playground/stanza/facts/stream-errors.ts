/** Stream error conditions in the order of RFC 6120 section 4.9.3: the n-th is section 4.9.3.n. After each the stream is closed. */
import type { Explanation } from './explanation.ts';

export const streamErrors: readonly Explanation[] = [
  {
    name: 'bad-format',
    summary: 'The other side sent XML that cannot be processed.',
    why: 'The XML is unusable in a way for which no more exact condition was chosen.',
    whatToTry: 'Look at the last text that was sent before the error, in the transcript and in the server log.',
  },
  {
    name: 'bad-namespace-prefix',
    summary: 'A namespace prefix is one that the receiver does not accept, or a needed one is missing.',
    why: 'Stream elements are written with another prefix than stream:, or without any.',
    whatToTry: 'Use the prefix stream: for stream elements, and none for stanzas.',
  },
  {
    name: 'conflict',
    summary: 'A newer stream took the place of this one.',
    why: 'The same account connected with the same resource, often the same client that came back before its old connection ended.',
    whatToTry:
      'Let the server choose the resource, or use a different one on each device. Do not reconnect at once: two clients would disconnect each other forever.',
  },
  {
    name: 'connection-timeout',
    summary: 'The other side was silent for too long.',
    why: 'The network is gone, a laptop slept, or a proxy or NAT forgot an idle connection.',
    whatToTry:
      'Reconnect and resume with stream management. Send pings or white space more often than the idle time-out on the way.',
  },
  {
    name: 'host-gone',
    summary: 'This server served the domain once and does so no longer.',
    why: 'The domain was removed from the configuration or has moved.',
    whatToTry: 'Check the DNS records of the domain, and whether they should still point here.',
  },
  {
    name: 'host-unknown',
    summary: 'This server does not serve the domain that the stream was opened to.',
    why: 'The domain in "to" is misspelt, is not in the server configuration, or its DNS record leads to a wrong server.',
    whatToTry:
      'Compare the domain with the hosts in the configuration. It is the part after the @, not the name of the machine.',
  },
  {
    name: 'improper-addressing',
    summary: 'A stanza between servers lacks its sender or its receiver.',
    why: 'A server or component sent a stanza without "from" or "to", or with an empty one.',
    whatToTry: 'Set both addresses on every stanza of a component or server.',
  },
  {
    name: 'internal-server-error',
    summary: 'The server failed and cannot go on with this stream.',
    why: 'A fault in a module or a mistake in the configuration.',
    whatToTry: 'Read the server log at this very time. Then connect again.',
  },
  {
    name: 'invalid-from',
    summary: 'A "from" is not an address that this stream may speak for.',
    why: 'A stanza carries another sender than the account that signed in, or a server sends for a domain that was not verified.',
    whatToTry:
      'Leave "from" out on a client: the server sets it. For servers, check which domain the certificate or dialback proved.',
  },
  {
    name: 'invalid-namespace',
    summary: 'The namespace of the stream or its default namespace is not supported here.',
    why: 'The stream namespace is misspelt, or a client spoke jabber:client to the port for servers, or the other way round.',
    whatToTry:
      'Use http://etherx.jabber.org/streams for the stream and jabber:client for a client. Check the port: 5222 for clients, 5269 for servers.',
  },
  {
    name: 'invalid-xml',
    summary: 'The XML was checked against a schema, and is not valid.',
    why: 'An element or attribute is where its schema does not allow it, and the server validates.',
    whatToTry: 'Compare the stanza with the schema in its specification.',
  },
  {
    name: 'not-authorized',
    summary: 'Data came before the stream was allowed to carry it.',
    why: 'A stanza was sent before signing in or binding a resource, or the other server could not be verified.',
    whatToTry: 'Wait for success and bind before sending stanzas. Between servers, check certificates and dialback.',
  },
  {
    name: 'not-well-formed',
    summary: 'The text is not well-formed XML.',
    why: 'A tag is not closed, a & or < is not escaped, an attribute appears twice, a control character slipped in.',
    whatToTry:
      'Check the text before sending: the editor marks the place. Build XML with a library, not by joining strings.',
  },
  {
    name: 'policy-violation',
    summary: 'The stream broke a rule that the server set for itself.',
    why: 'A stanza is larger than the limit, too much came too fast, or encryption is required and was not used.',
    whatToTry:
      'Read the text of the error and the server log: they name the rule. Send smaller stanzas, more slowly, after TLS.',
  },
  {
    name: 'remote-connection-failed',
    summary: 'The server could not reach another one that it needs to let this stream in.',
    why: 'The check by dialback could not connect back, or an outside service for passwords is down.',
    whatToTry:
      'Check that the server can reach port 5269 of the other domain, and the state of the authentication service.',
  },
  {
    name: 'reset',
    summary: 'The stream ends so that it can be set up again.',
    why: 'Something that was agreed on has changed: new features, a new certificate, keys that are due for renewal.',
    whatToTry: 'Connect again: all is negotiated from the start.',
  },
  {
    name: 'resource-constraint',
    summary: 'The server lacks the resources for this stream.',
    why: 'Too many connections in all or from one address, or too little memory.',
    whatToTry:
      'Try again later, with a growing pause. If you are the administrator, look at limits of open files and connections.',
  },
  {
    name: 'restricted-xml',
    summary: 'The text used a part of XML that XMPP forbids.',
    why: 'A comment, a processing instruction, a document type, or an entity beyond &amp; &lt; &gt; &quot; and &apos;.',
    whatToTry: 'Remove it. Write characters as they are in UTF-8 or as a number such as &#160;.',
  },
  {
    name: 'see-other-host',
    summary: 'The server sends the client to another host.',
    why: 'A cluster or a migration spreads users over machines; the element holds the host and maybe the port.',
    whatToTry: 'Connect to that host, with the same domain as before and the same demands on encryption.',
  },
  {
    name: 'system-shutdown',
    summary: 'The server is being stopped or restarted.',
    why: 'An administrator is working on it, or the machine is shutting down.',
    whatToTry: 'Reconnect after a pause of random length, so that not all clients come at once.',
  },
  {
    name: 'undefined-condition',
    summary: 'None of the defined conditions fits; the error says more in an element of its own.',
    why: 'An extension closed the stream for a reason of its own.',
    whatToTry: 'Read the other child elements and the text of the error.',
  },
  {
    name: 'unsupported-encoding',
    summary: 'The text is not UTF-8.',
    why: 'The XML declaration names another encoding, or the bytes are of another one.',
    whatToTry: 'Send UTF-8, and declare it or nothing.',
  },
  {
    name: 'unsupported-feature',
    summary: 'The server insists on a feature that the other side cannot do.',
    why: 'Most often encryption: one side requires TLS, or a version of it, that the other does not have.',
    whatToTry:
      'Compare what the stream features mark as required with what the client supports. Update the older side.',
  },
  {
    name: 'unsupported-stanza-type',
    summary: 'The receiver does not know an element at the top of the stream.',
    why: 'Something other than iq, message or presence was sent, or one of them in a wrong namespace; or a nonza of a feature that was not negotiated.',
    whatToTry: 'Check the name and the namespace of the outermost element.',
  },
  {
    name: 'unsupported-version',
    summary: 'The version of XMPP that was asked for is not supported.',
    why: 'The version attribute of the stream is wrong, or missing where the server insists on it.',
    whatToTry: 'Open the stream with version="1.0".',
  },
];
