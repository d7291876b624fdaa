/** Names for service discovery, forms, commands, paging, time. The format is in ../table.ts. */
export const discovery = `
= 0004 Data Forms
jabber:x:data | A form with typed fields: to fill in, filled in, cancelled, or a list of results.
  x | A form.
    type=form | A form to fill in.
    type=submit | A form that was filled in.
    type=cancel | The form was not filled in: the user has cancelled.
    type=result | Data as a form, or a list of results.
  title | The title of the form.
  instructions | What to do, in words.
  field | One field.
    var | The name of the field, for programs.
    type | What kind of field it is.
    type=boolean | Yes or no: 1, true, 0 or false.
    type=fixed | Text that is only shown.
    type=hidden | A field that is not shown and goes back as it came.
    type=jid-multi | Several addresses.
    type=jid-single | One address.
    type=list-multi | Any of the options.
    type=list-single | One of the options.
    type=text-multi | Text of several lines.
    type=text-private | Text that is not shown while it is typed, such as a password.
    type=text-single | One line of text.
    label | The name of the field, for people.
  value | The value of the field.
  option | A value that can be chosen.
    label | The name of the option, for people.
  required | The field must be filled in.
  desc | What the field is for.
  reported | The columns of a list of results.
  item | One result.
= 0020 Feature Negotiation
http://jabber.org/protocol/feature-neg | Two parties agree on options with a form; superseded.
  feature | The options to agree on.
= 0030 Service Discovery
http://jabber.org/protocol/disco#info | Asks an address what it is and which features it has.
  query | Asks what an address is and what it can do, or tells it.
    node | What of this address is asked about: a node, a command, or the hash from caps.
  identity | What the address is; there may be several.
    category | The kind of thing: client, server, conference, pubsub, gateway and others.
    type | Which one of that kind.
    name | Its name for people.
  feature | Something that the address can do.
    var | The name of the feature, most often a namespace.
http://jabber.org/protocol/disco#items | Asks an address which items belong to it: services of a server, rooms of a service, nodes, commands.
  query | Asks what belongs to an address, or lists it.
    node | The node whose items are asked for.
  item | One thing that belongs to the address.
    jid | Its address.
    node | Its node at that address.
    name | Its name for people.
http://jabber.org/protocol/disco | An early name of service discovery.
= 0050 Ad-Hoc Commands
http://jabber.org/protocol/commands | Runs a command at another address, step by step with forms.
  command | One step of a command.
    node | Which command.
    action | What to do: execute, next, prev, complete or cancel.
    action=execute | Go on with what is the default at this stage; at the beginning: start.
    action=next | Go on to the next stage.
    action=prev | Go back a stage.
    action=complete | Finish with what is filled in.
    action=cancel | Give up.
    sessionid | Which run of the command this belongs to.
    status | How far it is.
    status=executing | The command goes on: something is to fill in.
    status=completed | The command is done.
    status=canceled | The command was given up.
  actions | What can be done next.
    execute | Which of these is the default.
  next | The next stage can be asked for.
  prev | The stage before can be asked for.
  complete | The command can be finished now.
  note | A sentence about what happened.
    type | info, warn or error.
= 0059 Result Set Management
http://jabber.org/protocol/rsm | Fetches a long result page by page: how many, after which, before which.
  set | Which page of a long result is wanted, or which one this is.
  max | At most so many results on a page. 0 asks for the count only.
  after | The page after this result.
  before | The page before this result; empty for the last page.
  first | The first result of this page.
    index | The place of the first result among all.
  last | The last result of this page: with it one asks for the next page.
  count | How many results there are in all, if the server knows.
  index | The place from which on results are wanted.
= 0115 Entity Capabilities
http://jabber.org/protocol/caps | A hash of the features of a client in its presence, so that each client is asked only once.
  c | The hash of what a client can do.
    hash | How the hash was made, most often sha-1.
    node | The address of the software on the web.
    ver | The hash itself.
    ext | Names of extras, in the form from before 2007.
= 0122 Data Forms Validation
http://jabber.org/protocol/xdata-validate | Says what type and range the value of a form field must have.
  validate | What the value must be.
    datatype | The type of the value, such as xs:integer.
  basic | Any value of the type.
  open | A value of the list or another one.
  range | The value lies between these.
  regex | The value follows this pattern.
= 0131 Stanza Headers and Internet Metadata
http://jabber.org/protocol/shim | Headers on a stanza, as mail has them.
  headers | The headers of the stanza.
  header | One header.
    name | Its name.
= 0133 Service Administration
http://jabber.org/protocol/admin | Commands for the administration of a server.
http://jabber.org/protocol/admin#add-user | The command that adds an account.
http://jabber.org/protocol/admin#delete-user | The command that deletes accounts.
http://jabber.org/protocol/admin#disable-user | The command that disables accounts.
http://jabber.org/protocol/admin#reenable-user | The command that enables accounts again.
http://jabber.org/protocol/admin#end-user-session | The command that ends the sessions of a user.
http://jabber.org/protocol/admin#get-user-password | The command that showed the password of a user; servers of today do not have it.
http://jabber.org/protocol/admin#change-user-password | The command that sets the password of a user.
http://jabber.org/protocol/admin#get-user-roster | The command that shows the contacts of a user.
http://jabber.org/protocol/admin#get-user-lastlogin | The command that shows when a user signed in last.
http://jabber.org/protocol/admin#user-stats | The command that shows figures about a user.
http://jabber.org/protocol/admin#edit-blacklist | The command that edits the list of blocked addresses.
http://jabber.org/protocol/admin#edit-whitelist | The command that edits the list of allowed addresses.
http://jabber.org/protocol/admin#get-registered-users-num | The command that counts the accounts.
http://jabber.org/protocol/admin#get-disabled-users-num | The command that counts the disabled accounts.
http://jabber.org/protocol/admin#get-online-users-num | The command that counts who is online.
http://jabber.org/protocol/admin#get-active-users-num | The command that counts who is active.
http://jabber.org/protocol/admin#get-idle-users-num | The command that counts who is idle.
http://jabber.org/protocol/admin#get-registered-users-list | The command that lists the accounts.
http://jabber.org/protocol/admin#get-disabled-users-list | The command that lists the disabled accounts.
http://jabber.org/protocol/admin#get-online-users-list | The command that lists who is online.
http://jabber.org/protocol/admin#get-active-users | The command that lists who is active.
http://jabber.org/protocol/admin#get-idle-users | The command that lists who is idle.
http://jabber.org/protocol/admin#announce | The command that sends a message to all who are online.
http://jabber.org/protocol/admin#set-motd | The command that sets the message of the day.
http://jabber.org/protocol/admin#edit-motd | The command that edits the message of the day.
http://jabber.org/protocol/admin#delete-motd | The command that removes the message of the day.
http://jabber.org/protocol/admin#set-welcome | The command that sets the message for new accounts.
http://jabber.org/protocol/admin#delete-welcome | The command that removes the message for new accounts.
http://jabber.org/protocol/admin#edit-admin | The command that edits the list of administrators.
http://jabber.org/protocol/admin#restart | The command that restarts the server.
http://jabber.org/protocol/admin#shutdown | The command that stops the server.
http://jabber.org/protocol/admin#server-buddy | The command that makes two servers contacts of each other.
= 0137 Publishing Stream Initiation Requests
http://jabber.org/protocol/sipub | Offers files that others may fetch.
= 0141 Data Forms Layout
http://jabber.org/protocol/xdata-layout | Groups the fields of a form into pages and sections.
= 0146 Remote Controlling Clients
http://jabber.org/protocol/rc | Commands with which one device of a user controls another.
= 0199 XMPP Ping
urn:xmpp:ping | Asks an address for a sign of life.
  ping | The ping itself; the answer is an empty result.
= 0202 Entity Time
urn:xmpp:time | Asks for the local time at an address.
  time | Asks for the local time, or tells it.
  tzo | The time zone, as hours and minutes from UTC.
  utc | The time in UTC.
= 0221 Data Forms Media Element
urn:xmpp:media-element | A picture or sound in a form field.
= 0232 Software Information
urn:xmpp:dataforms:softwareinfo | Name, version and system of a software, as a form in disco#info.
= 0244 IO Data
urn:xmpp:tmp:io-data | Calls a program elsewhere with data that has a schema.
urn:xmpp:tmp:data-element | Data in a form that has a schema of its own.
= 0300 Use of Cryptographic Hash Functions in XMPP
urn:xmpp:hash-function-text-names | The address can make and check hashes of this kind.
= 0315 Data Forms XML Element
urn:xmpp:xml-element | XML inside a form field.
= 0331 Data Forms - Color Field Types
urn:xmpp:xdata:color | A colour in a form field.
= 0336 Data Forms - Dynamic Forms
urn:xmpp:xdata:dynamic | A form that changes while it is filled in.
= 0348 Signing Forms
urn:xmpp:xdata:signature:oauth1 | Signs a form, so that the receiver knows who filled it in.
= 0390 Entity Capabilities 2.0
urn:xmpp:caps | Hashes of the features of a client, in a safer form than before.
  c | The hashes of what a client can do.
urn:xmpp:caps:optimize | The server leaves out hashes that the receiver knows.
= 0453 DOAP usage in XMPP
http://usefulinc.com/ns/doap# | Describes a project: name, page, language, and which XEPs it has.
https://linkmauve.fr/ns/xmpp-doap# | Which XEPs a project has, and how completely.
= 0505 Data Forms File Input Element
urn:xmpp:file-input:0 | A field of a form for a file.
`;
