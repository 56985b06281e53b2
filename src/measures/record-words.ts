/** The words that stand for the closed lists of records: never an identifier on screen. */
import type {
  Awaited,
  Closing,
  Evidence,
  Loss,
  PacketType,
  Place,
  Refusal,
  Status,
} from '../models/index.ts';

/** What a person sees beside a message. */
export const STATUS_WORDS: Readonly<Record<Status, string>> = {
  clock: 'a clock',
  sent: 'one tick',
  delivered: 'two ticks',
  read: 'two blue ticks',
  failed: '“not sent”',
};

/** A status as servers write it down. */
export const MARK_WORDS: Readonly<Record<Status, string>> = {
  clock: 'waiting',
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  failed: 'failed',
};

/** After a colon: why a phone shows what it shows. `*` is the other side's phone. */
export const EVIDENCE_WORDS: Readonly<Record<Evidence, string>> = {
  typed: 'nothing has left the phone yet',
  socketWrite: 'no more than its own send() returning',
  serverReceipt: 'a server has received it',
  log: 'the log has it',
  store: 'the table has it',
  push: 'no more than push() returning',
  deviceAck: '* said so',
  opened: '* said that the chat was opened',
  timeout: 'nobody answered in time',
};

/** After "accepts": what the server waited for. */
export const ACCEPT_WORDS: Readonly<Record<Evidence, string>> = {
  typed: 'as typed',
  socketWrite: 'as written',
  serverReceipt: 'on receipt',
  log: 'once the log has it',
  store: 'once the table has it',
  push: 'once it is pushed',
  deviceAck: 'once a phone has it',
  opened: 'once it was read',
  timeout: 'after waiting in vain',
};

/** After "from its" or "in its". */
export const PLACE_WORDS: Readonly<Record<Place, string>> = {
  outbox: 'outbox',
  local: 'own database',
  buffer: 'memory',
  log: 'log',
  table: 'table',
  tableOutbox: 'outbox table',
  offlineList: 'offline list',
  provider: 'queue',
};

/** After a colon. `*` is the node that should have received. */
export const LOSS_WORDS: Readonly<Record<Loss, string>> = {
  loss: 'bad luck on the way',
  cut: 'the network was cut',
  halfOpen: 'nobody is at the other end any more',
  dropped: 'dropped on purpose',
  down: '* is down',
  closed: 'the connection is closed',
  paused: '* does not answer',
};

export const REFUSAL_WORDS: Readonly<Record<Refusal, string>> = {
  overCapacity: 'too much is waiting already',
  noServer: 'no server is free',
  notConnected: 'the user is not connected',
  notHere: 'the user is not connected here',
  unavailable: 'it cannot serve now',
  timeout: 'it took too long',
  staleLease: 'the lease has run out',
  noConversation: 'there is no such chat',
  badRequest: 'it does not understand',
  alreadyDelivered: 'it has been delivered already',
  notKept: 'it does not have the message any more',
};

/** After "waits for". `*` is the message. */
export const AWAITED_WORDS: Readonly<Record<Awaited, string>> = {
  connection: 'a connection, to send *',
  serverAck: 'a server to acknowledge *',
  deliveryReceipt: 'word that * has arrived',
  readReceipt: 'word that * was read',
  push: 'a push about *',
  recipientKey: 'the key to which * must be sealed',
  keyApproval: 'its owner to trust the new key, to seal *',
  upload: 'the upload of what comes with *',
};

/** After a colon. */
export const CLOSING_WORDS: Readonly<Record<Closing, string>> = {
  client: 'it hangs up',
  server: 'the other side hangs up',
  pongTimeout: 'its ping was never answered',
  crash: 'a process is gone',
  airplane: 'airplane mode',
  suspended: 'the system suspends the app',
  killed: 'the app is killed',
  replaced: 'a newer connection takes its place',
  refused: 'it was refused',
};

/** What a packet is to a reader. `*` is the message it carries or speaks of. */
export const PACKET_WORDS: Readonly<Record<PacketType, string>> = {
  open: 'a request to connect',
  opened: 'the word that it is connected',
  openRefused: 'the refusal to connect',
  close: 'a hang-up',
  ping: 'a ping',
  pong: 'a pong',
  publish: '*',
  publishAck: 'the acknowledgement of *',
  deliver: '*',
  deliverAck: 'the delivery receipt for *',
  readReceipt: 'the read receipt for *',
  receipt: 'the receipt for *',
  sync: 'a request for missed messages',
  syncPage: 'a page of missed messages',
  forward: '*',
  forwardReply: 'the answer about *',
  forwardReceipt: 'the receipt for *',
  redisCommand: 'a command',
  redisReply: 'an answer',
  produce: '* for the log',
  produceReply: 'the answer of the log about *',
  joinGroup: 'a request to join the group',
  assignment: 'a list of partitions',
  groupHeartbeat: 'a heartbeat of the group',
  leaveGroup: 'a farewell to the group',
  fetch: 'a request for records',
  fetchReply: 'records of the log',
  commitOffset: 'an offset to commit',
  query: 'a statement for the table',
  rows: 'an answer of the table',
  notify: 'a request to wake a phone for *',
  pushRequest: 'a push about *',
  pushResponse: 'an answer about the push',
  push: 'a push about *',
  pushAck: 'the confirmation of a push',
  place: 'a new connection',
  placed: 'the word that it has the connection',
  placeRefused: 'the refusal of a connection',
  healthCheck: 'a health check',
  healthReply: 'an answer to the health check',
  watch: 'a wish to know who is online',
  presence: 'news of who is online',
  registerKeys: 'public keys',
  keysRegistered: 'the word that its keys are kept',
  fetchKeys: "a request for a device's keys",
  keyBundle: "a device's keys",
  prekeysLow: 'a request for more prekeys',
  unregisterKeys: 'word that a device is removed',
  askAgain: 'a request to seal * again',
  reseal: '*, sealed again',
  redisPush: 'a published message',
  psync: 'a request to follow',
  fullResync: 'a copy of everything',
  continueSync: 'leave to go on',
  replicated: 'a change for its replica',
  replicaAck: 'word of how far it is',
  clusterPing: 'a ping of the cluster',
  askUpload: 'a question where the photo of * may go',
  uploadUrls: 'signed URLs for the photo of *',
  askDownload: 'a question for a URL',
  downloadUrl: 'a signed URL',
  createMultipart: 'the beginning of an upload',
  multipartCreated: 'the number of an upload',
  abortMultipart: 'the end of an upload',
  mediaPut: 'the head of an upload for *',
  mediaPiece: 'a piece of the photo of *',
  mediaReceived: 'word of how much of it has come',
  mediaStored: 'the answer about the photo of *',
  mediaComplete: 'a list of parts',
  mediaCompleted: 'the answer about the whole photo of *',
  mediaGet: 'a request for the photo of *',
  mediaHead: 'the head of the answer about the photo of *',
  poll: 'a question for news',
  pollReply: 'the answer that there is news',
  pollEmpty: 'the answer that there is none',
  askToken: 'a wish for a push token',
  deviceToken: 'a push token',
  registerToken: 'a push token to be kept',
  initProducerId: 'a request for a producer id',
  producerIdReply: 'a producer id',
  groupHeartbeatReply: 'the answer to a heartbeat of the group',
  metadata: 'a question who leads',
  metadataReply: 'the word who leads',
  findCoordinator: 'a question who coordinates the group',
  coordinatorReply: 'the word who coordinates the group',
  brokerHeartbeat: 'a heartbeat of a broker',
  brokerHeartbeatReply: 'the answer to a broker’s heartbeat',
  metadataUpdate: 'news of the cluster',
  createTopic: 'a wish for a topic',
  createTopicReply: 'the answer about a topic',
  alterPartition: 'news of who is in sync',
  alterPartitionReply: 'the answer about who is in sync',
  replicaFetch: 'a replica’s request for records',
  replicaFetchReply: 'records for a replica',
  mutate: 'a write for a replica',
  mutated: 'word that it is written',
  readReplica: 'a read for a replica',
  replicaRead: 'what a replica has',
  paxosPrepare: 'a ballot',
  paxosPromise: 'the answer to a ballot',
  paxosPropose: 'a proposal',
  paxosAccept: 'the answer to a proposal',
  gossip: 'gossip',
  sqlQuery: 'a statement',
  sqlResult: 'the answer to a statement',
  addMember: 'a request to let somebody in',
  memberAnswer: 'what came of it',
  validate: 'a request to compare',
  validated: 'digests of its partitions',
  fetchPartition: 'a request for a partition',
};

/** What the life cycle of an app is to its owner, by the state it goes to. `*` is the phone. */
export const LIFE_WORDS: Readonly<Record<string, string>> = {
  foreground: 'the app on * is in front again',
  background: 'the app on * is in the background',
  suspended: 'the system suspends the app on *',
  killed: 'the app on * is killed',
};

/** After the phone's name, by the network it has now. */
export const BEARER_WORDS: Readonly<Record<string, string>> = {
  none: 'has no network any more',
  wifi: 'has found Wi-Fi',
  cellular: 'has found a mobile network',
};
