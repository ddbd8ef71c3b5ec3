/** The configurations of the IRC servers in the rig; paths in them are absolute, or the servers look under their own folders. */
import type { InspircdWishes } from './irc-servers.ts'

export interface Parts {
  folder: string
  port: number
  tlsPort: number
  linkPort: number
}

const MODULES = `cap ircv3 ircv3_accounttag ircv3_batch ircv3_capnotify ircv3_chghost ircv3_ctctags ircv3_echomessage
  ircv3_invitenotify ircv3_labeledresponse ircv3_msgid ircv3_servertime sasl services_account spanningtree chghost chgident setname
  svshold servprotect hidechans monitor namesx uhnames md5 sha256 sslinfo customprefix samode`.split(/\s+/)

export function inspircdConf({ folder, port, tlsPort, linkPort }: Parts, wishes: InspircdWishes): string {
  const modules = MODULES.filter((name) => !wishes.without?.includes(name))
  const lag = {
    false: 'fakelag="no" threshold="100000" commandrate="100000"',
    true: 'fakelag="yes"',
    kill: 'fakelag="no" threshold="10" commandrate="1000"',
  }
  return `<server name="irc.test" description="test" network="Test">
<admin name="test" email="test@localhost" nick="test">
<bind address="127.0.0.1" port="${port}" type="clients">
<bind address="127.0.0.1" port="${linkPort}" type="servers">
<connect allow="*" timeout="30" pingfreq="120" recvq="262144" hardsendq="1048576" softsendq="262144" localmax="500" globalmax="500"
  resolvehostnames="no" useident="no" ${lag[`${wishes.fakelag ?? false}`]}>
<options casemapping="${wishes.casemapping ?? 'ascii'}" defaultmodes="not" prefixquit="" syntaxhints="no">
<performance softlimit="1000" clonesonconnect="no">
<security maxtargets="20"><dns enabled="no"><log method="file" type="*" level="default" target="${folder}/inspircd.log">
<files motd="${folder}/motd"><pid file="${folder}/inspircd.pid">
<sasl target="services.test" requiressl="no"><uline server="services.test" silent="yes">
<link name="services.test" ipaddr="127.0.0.1" port="${linkPort}" sendpass="link" recvpass="link" allowmask="127.0.0.0/8">
<customprefix name="halfop" letter="h" prefix="%" rank="20000" ranktoset="30000">
<customprefix name="admin" letter="a" prefix="&amp;" rank="40000" ranktoset="50000">
<class name="all" commands="*" usermodes="*" chanmodes="*" privs="*"><type name="all" classes="all">
<oper name="root" password="root" host="*@*" type="all">
${modules.map((name) => `<module name="${name}">`).join('\n')}
${wishes.tls ? tlsConf(folder, tlsPort) : ''}`
}

function tlsConf(folder: string, tlsPort: number): string {
  return `<module name="ssl_gnutls">
<sslprofile name="test" provider="gnutls" certfile="${folder}/server.pem" keyfile="${folder}/server.key" hash="sha256">
<bind address="127.0.0.1" port="${tlsPort}" type="clients" sslprofile="test">
`
}

const SERVICES_COMMANDS = 'cert group identify logout recover register set'.split(' ')

export function anopeConf(folder: string, linkPort: number): string {
  const commands = SERVICES_COMMANDS.flatMap((name) => [
    block('module', { name: `ns_${name}`, registration: 'none', restoreonrecover: true, max: 5, maxaliases: 16 }),
    block('command', { service: 'NickServ', name: name.toUpperCase(), command: `nickserv/${name}` }),
  ])
  return [
    block('uplink', { host: '127.0.0.1', ipv6: false, ssl: false, port: linkPort, password: 'link' }),
    block('serverinfo', { name: 'services.test', description: 'services', pid: `${folder}/anope.pid`, motd: 'services.motd' }),
    block('module', { name: 'inspircd3', use_server_side_mlock: true, use_server_side_topiclock: true }),
    block('networkinfo', { networkname: 'Test', nicklen: 30, userlen: 10, hostlen: 64, chanlen: 64, modelistsize: 100 }),
    block('options', { casemap: 'ascii', strictpasswords: false, badpasslimit: 0, ...TIMES }),
    block('log', { target: 'services.log', bot: 'Global', admin: '*', commands: '*', servers: '*', other: '*' }),
    block('module', { name: 'db_flatfile', database: 'anope.db', keepbackups: 3, fork: false }),
    ...['enc_sha256', 'm_sasl'].map((name) => block('module', { name })),
    block('service', { nick: 'NickServ', user: 'services', host: 'services.test', gecos: 'NickServ' }),
    block('module', { name: 'nickserv', client: 'NickServ', forceemail: false, defaults: 'ns_secure', regdelay: 0, ...NICKSERV }),
    ...commands,
  ].join('\n')
}

const TIMES = {
  updatetimeout: '5m',
  expiretimeout: '30m',
  readtimeout: '5s',
  warningtimeout: '4h',
  timeoutcheck: '1s',
  retrywait: '1s',
}

const NICKSERV = {
  expire: 0,
  modeonid: true,
  killquick: '20s',
  kill: '60s',
  enforceruser: 'enforcer',
  enforcerhost: 'services.test',
  releasetimeout: '1m',
  guestnickprefix: 'Guest',
  passlen: 32,
}

function block(name: string, values: Record<string, string | number | boolean>): string {
  const lines = Object.entries(values).map(([key, value]) => {
    if (typeof value === 'boolean') return `  ${key} = ${value ? 'yes' : 'no'};`
    return `  ${key} = ${typeof value === 'number' ? value : `"${value}"`};`
  })
  return `${name}\n{\n${lines.join('\n')}\n}`
}

export function ngircdConf(folder: string, port: number, tlsPort: number | null): string {
  const tls = `[SSL]
  CertFile = ${folder}/server.pem
  KeyFile = ${folder}/server.key
  Ports = ${tlsPort}
`
  return `[Global]
  Name = poor.test
  Info = test
  Listen = 127.0.0.1
  Ports = ${port}
  MotdFile = ${folder}/motd
  PidFile = ${folder}/ngircd.pid
  ServerUID = root
  ServerGID = root
[Limits]
  MaxPenaltyTime = 0
  MaxConnectionsIP = 0
  MaxNickLength = 20
  PingTimeout = 120
[Options]
  Ident = no
  DNS = no
  PAM = no
  MorePrivacy = no
[Operator]
  Name = root
  Password = root
${tlsPort === null ? '' : tls}`
}
