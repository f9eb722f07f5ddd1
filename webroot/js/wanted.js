// @ts-check
import { t } from './i18n.js';
import { bringAgain, toast } from './parts.js';

/**
 * Brings a part when it is first wanted. If it does not come, that is said, and it is brought when it is wanted the next time.
 *
 * @param {EventTarget} target that tells by `change` when it may be wanted
 * @param {() => string} wanted what of it, empty if nothing
 * @param {() => Promise<unknown>} bring
 */
export function bringWhen(target, wanted, bring) {
  let tried = '';
  let failed = false;
  const look = () => {
    const what = wanted();
    const again = what !== tried;
    tried = what;
    if (!what || !again) return;
    (failed ? bringAgain(bring) : bring()).then(
      () => target.removeEventListener('change', look),
      () => {
        failed = true;
        toast(t('error.unreachable'));
      },
    );
  };
  target.addEventListener('change', look);
  look();
}
