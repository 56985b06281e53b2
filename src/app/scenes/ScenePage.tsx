/** A scene by its address: one idea of the design as a run that one can play, stop and change. */
import { useParams } from 'wouter';
import LostPage from '../shell/LostPage.tsx';
import { useTitle } from '../shell/index.ts';
import { fanOutScene } from './fan-out/fan-out-scene.ts';
import { partitionScene } from './partition/partition-scene.ts';
import type { Scene } from './scene.ts';
import { SceneFrame } from './SceneFrame.tsx';
import { stormScene } from './storm/storm-scene.ts';

const SCENES: readonly Scene[] = [partitionScene, stormScene, fanOutScene];

export default function ScenePage() {
  const { id } = useParams();
  const scene = SCENES.find((each) => each.id === id);
  return scene === undefined ? <LostPage /> : <Named key={scene.id} scene={scene} />;
}

function Named({ scene }: { scene: Scene }) {
  useTitle(scene.title);
  return <SceneFrame scene={scene} />;
}
