/** How each kind of component looks everywhere: its icon, its words and its colour. */
import {
  Archive,
  BellRing,
  Database,
  Globe,
  KeyRound,
  Rows3,
  Server,
  Smartphone,
  Split,
  Table2,
  TowerControl,
  Zap,
  Users,
  type LucideIcon,
} from 'lucide-react';
import type { ComponentKind } from '../../models/index.ts';

export interface KindFace {
  readonly label: string;
  /** What it is for, in one line, for a person who meets it first. */
  readonly purpose: string;
  readonly Icon: LucideIcon;
  /** A CSS colour: the custom property of this kind. */
  readonly colour: string;
}

const face = (kind: ComponentKind, label: string, Icon: LucideIcon, purpose: string): KindFace => ({
  label,
  purpose,
  Icon,
  colour: `var(--kind-${kind})`,
});

export const KIND_FACES: Readonly<Record<ComponentKind, KindFace>> = {
  phone: face('phone', 'Phone', Smartphone, 'keeps its own messages and shows the ticks'),
  'load-balancer': face('load-balancer', 'Load balancer', Split, 'gives each phone a chat server'),
  'chat-server': face('chat-server', 'Chat server', Server, 'holds sockets and passes messages on'),
  redis: face('redis', 'Redis', Zap, 'remembers who is connected where'),
  kafka: face('kafka', 'Kafka', Rows3, 'keeps messages in an ordered log'),
  cassandra: face('cassandra', 'Cassandra', Database, 'keeps messages by conversation'),
  postgresql: face('postgresql', 'PostgreSQL', Table2, 'knows who is in which group'),
  'notification-service': face(
    'notification-service',
    'Notification service',
    BellRing,
    'asks the push provider to wake a phone',
  ),
  'push-provider': face(
    'push-provider',
    'Push provider',
    TowerControl,
    'reaches a phone on a connection of its own',
  ),
  'key-registry': face(
    'key-registry',
    'Key registry',
    KeyRound,
    'hands out the public keys of devices',
  ),
  'object-store': face('object-store', 'Object store', Archive, 'keeps photos and videos whole'),
  cdn: face('cdn', 'CDN', Globe, 'keeps copies of photos near the phones'),
  crowd: face('crowd', 'Crowd', Users, 'stands for thousands of phones that only connect'),
};

/** The colour of a kind, for style props and drawings. */
export const kindColour = (kind: ComponentKind): string => KIND_FACES[kind].colour;
