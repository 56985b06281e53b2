/** Short names for branches: what a person did to make them. */
import type { Action } from '../../scenarios/index.ts';

export function actionName(action: Action): string {
  switch (action.do) {
    case 'operate':
      return operationName(action);
    case 'cut':
      return action.peer === undefined
        ? `${action.node} cut off`
        : `${action.node} cut from ${action.peer}`;
    case 'heal':
      return `${action.node} healed`;
    case 'slow':
      return `${action.node} slowed by ${action.addMs} ms`;
    case 'skew':
      return `${action.node}’s clock off by ${action.skewMs} ms`;
    case 'drop':
      return `${action.packet} dropped`;
    case 'delay':
      return `${action.packet} held up for ${action.addMs} ms`;
    case 'knob':
      return `${action.key}: ${action.value}`;
    case 'crash':
      return `${action.node} crashed`;
    case 'restart':
      return `${action.node} restarted`;
    case 'pause':
      return `${action.node} paused`;
    case 'resume':
      return `${action.node} resumed`;
  }
}

function operationName({ phone, operation }: Extract<Action, { do: 'operate' }>): string {
  switch (operation.act) {
    case 'type':
      return `${phone}: “${operation.text}”`;
    case 'open':
      return `${phone} opens ${operation.conversation}`;
    case 'airplane':
      return `${phone}: airplane mode ${operation.on ? 'on' : 'off'}`;
    case 'add':
      return `${phone} adds ${operation.user} to ${operation.conversation}`;
    default:
      return `${phone}: ${operation.act}`;
  }
}
