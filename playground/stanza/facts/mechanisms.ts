/** SASL mechanisms. The format is in ./table.ts. */
export const mechanisms = `
= RFC 5802 SCRAM: A SASL Mechanism
SCRAM-SHA-1 | Proves that both sides know the password, without sending it. The server keeps no password that could be stolen. Based on SHA-1.
SCRAM-SHA-1-PLUS | SCRAM-SHA-1, tied to the TLS connection, so that nobody can sit in between unnoticed.
= RFC 7677 SCRAM-SHA-256 and SCRAM-SHA-256-PLUS
SCRAM-SHA-256 | SCRAM based on SHA-256: the mechanism to prefer where both sides have it.
SCRAM-SHA-256-PLUS | SCRAM-SHA-256, tied to the TLS connection, so that nobody can sit in between unnoticed.
SCRAM-SHA-512 | SCRAM based on SHA-512. It follows the same rules with another hash.
SCRAM-SHA-512-PLUS | SCRAM-SHA-512, tied to the TLS connection.
= RFC 4616 The PLAIN SASL Mechanism
PLAIN | Sends the password itself, so it needs TLS. Used where the server checks passwords elsewhere, such as in LDAP.
= RFC 4422 Simple Authentication and Security Layer (SASL)
EXTERNAL | The proof was given outside of SASL: a certificate in the TLS connection. Servers use it among themselves.
= RFC 4505 Anonymous SASL Mechanism
ANONYMOUS | A temporary account without a password, where the server allows it.
= RFC 2831 Using Digest Authentication as a SASL Mechanism
DIGEST-MD5 | An old mechanism with a hash of the password; historic since RFC 6331.
= RFC 2195 IMAP/POP AUTHorize Extension for Simple Challenge/Response
CRAM-MD5 | A very old mechanism with a keyed hash of the password.
= RFC 7628 A Set of SASL Mechanisms for OAuth
OAUTHBEARER | Signs in with a token of OAuth.
= RFC 4752 The Kerberos V5 (GSSAPI) SASL Mechanism
GSSAPI | Signs in with a Kerberos ticket.
= RFC 5801 Using GSS-API Mechanisms in SASL
GS2-KRB5 | Signs in with a Kerberos ticket, in the newer form.
= 0484 Fast Authentication Streamlining Tokens
HT-SHA-256-NONE | Signs in with a token from an earlier session, in one step. Not tied to the TLS connection.
HT-SHA-256-EXPR | Signs in with a token from an earlier session, in one step, tied to the TLS connection (tls-exporter).
HT-SHA-256-UNIQ | Signs in with a token from an earlier session, in one step, tied to the TLS connection (tls-unique).
HT-SHA-256-ENDP | Signs in with a token from an earlier session, in one step, tied to the certificate of the server.
= RFC 6120 XMPP: Core
X-OAUTH2 | Signs in with a token in the way of Google, before OAUTHBEARER.
`;
