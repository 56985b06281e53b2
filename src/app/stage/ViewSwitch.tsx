/** Map or table: the same run as a picture and as text. */
import { Map as MapIcon, Table2 } from 'lucide-react';
import { Segmented } from '../theme/index.ts';
import { useStage, useStageStore } from './stage-state.ts';

export function ViewSwitch() {
  const store = useStageStore();
  const view = useStage((state) => state.view);
  return (
    <Segmented
      label="View of the stage"
      value={view}
      onChange={(next) => store.setState({ view: next })}
      options={[
        { value: 'map', label: <MapIcon size={16} />, name: 'Map' },
        { value: 'table', label: <Table2 size={16} />, name: 'Table' },
      ]}
    />
  );
}
