/** Closer, further, and the whole map. */
import { useReactFlow, type Viewport } from 'reactflow';
import { Maximize, Minus, Plus } from 'lucide-react';
import { IconButton } from '../../theme/index.ts';
import styles from './MapView.module.css';

export function MapControls({ fit }: { fit: Viewport }) {
  const flow = useReactFlow();
  const step = { duration: 160 };
  return (
    <div className={styles.controls}>
      <IconButton label="Further away" Icon={Minus} onClick={() => void flow.zoomOut(step)} />
      <IconButton label="Closer" Icon={Plus} onClick={() => void flow.zoomIn(step)} />
      <IconButton
        label="The whole map"
        Icon={Maximize}
        onClick={() => void flow.setViewport(fit, step)}
      />
    </div>
  );
}
