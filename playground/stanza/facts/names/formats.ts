/** Names for formats from elsewhere that go inside stanzas. The format is in ../table.ts. */
export const formats = `
= 0031 A Framework For Securing Jabber Conversations
http://www.w3.org/2001/04/xmlenc# | Encrypted XML, as the W3C defines it.
= 0060 Publish-Subscribe
http://www.w3.org/2005/Atom | An entry of a news feed: title, text, author, date.
= 0072 SOAP Over XMPP
http://www.w3.org/2003/05/soap-envelope | The envelope of SOAP 1.2.
http://www.w3.org/2001/12/soap-envelope | The envelope of SOAP, in a draft of version 1.2.
http://www.w3.org/2003/05/soap-rpc | Procedure calls of SOAP.
http://www.w3.org/2004/08/representation | The representation of a resource that goes along with SOAP.
http://www.w3.org/2004/11/xmlmime | Says which media type base64 data in XML have.
http://schemas.xmlsoap.org/wsdl/ | The description of a service for SOAP.
http://www.soap.org/path | How SOAP goes on its way over several stations.
http://jabber.org/protocol/soap | Carries SOAP envelopes in stanzas.
= 0111 A Transport for Initiating and Negotiating Sessions (TINS)
urn:ietf:rfc:2327 | The description of a session, as SDP has it.
= 0129 WebDAV File Transfers
DAV: | WebDAV: files on a web server that can be changed.
= 0227 Portable Import/Export Format for XMPP-IM Servers
http://www.w3.org/2001/XInclude | Puts one XML file into another.
= 0274 Design Considerations for Digital Signatures in XMPP
http://www.w3.org/2000/09/xmldsig# | A signature over XML, as the W3C defines it.
= 0277 Microblogging over XMPP
http://purl.org/syndication/thread/1.0 | To which entry an Atom entry answers.
= 0284 Shared XML Editing
http://www.w3.org/2000/svg | A picture made of lines and shapes (SVG).
= 0322 Efficient XML Interchange (EXI) Format
http://www.w3.org/2009/exi | EXI, a binary form of XML.
http://www.w3.org/2001/XMLSchema-instance | Which schema an XML document follows, and of which type an element is.
http://www.w3.org/XML/1998/namespace | The attributes that every XML may have: xml:lang and xml:space.
= 0327 Rayo
http://www.w3.org/2001/10/synthesis | Text to be spoken (SSML).
http://www.w3.org/2001/06/grammar | What a speech recogniser should listen for (SRGS).
http://www.ietf.org/xml/ns/mrcpv2 | What a speech recogniser has understood (NLSML).
= 0332 HTTP over XMPP transport
http://www.w3.org/2005/sparql-results# | The results of a question in SPARQL.
http://purl.org/dc/elements/1.1/ | Author, title and date, as Dublin Core names them.
http://www.w3.org/1999/02/22-rdf-syntax-ns# | Statements about things (RDF).
= 0453 DOAP usage in XMPP
https://schema.org/ | Words for describing things on the web.
`;
