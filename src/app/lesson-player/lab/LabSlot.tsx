/** On narrow screens the stage stands inside the card that it belongs to. */
import { useWide } from '../use-wide.ts';
import { LabPanel, type LabPanelProps } from './LabPanel.tsx';
import { useLabState } from './LabContext.tsx';

export function LabSlot({ cardKey, ...given }: LabPanelProps & { readonly cardKey: string }) {
  const isWide = useWide();
  const isOwn = useLabState(({ key }) => key === cardKey);
  return isWide || !isOwn ? null : <LabPanel {...given} />;
}
