"use strict";
{
  const cw = window.__coursewright;
  const DOWN = ["mousedown", "pointerdown", "touchstart"];
  const UP = ["click", "mouseup", "pointerup", "touchend", "touchmove", "pointermove", "mousemove"];
  const told = "it acts as soon as the pointer goes down";
  cw.rule("pointer-can-be-cancelled", () => cw.listening().filter((element) => element.ownerDocument === document && cw.clicked(element)
    && hears(element, DOWN) && !fingers(element) && (!hears(element, UP) || acts(element))).map((element) => [element, told]));
  const hears = (element, kinds) => kinds.some((kind) => cw.handlers(element, kind).length);
  // Several fingers are a gesture, and WCAG 2.5.2 is about a single pointer.
  const fingers = (element) => cw.handlers(element, "touchstart").some((call) => /touches\.length/.test(String(call)));
  // What only changes how the pressed element looks is undone when the pointer comes up.
  const acts = (element) => {
    cw.stay();
    const given = { bubbles: true, cancelable: true, button: 0, buttons: 1, isPrimary: true, pointerId: 1 };
    const made = cw.effects(() => {
      element.dispatchEvent(new PointerEvent("pointerdown", given));
      element.dispatchEvent(new MouseEvent("mousedown", given));
      const touches = [{ identifier: 0, target: element, clientX: 9, clientY: 9, pageX: 9, pageY: 9 }];
      cw.send(element, "touchstart", { touches, targetTouches: touches, changedTouches: touches });
    });
    return [...made.targets].some((target) => !element.contains(target));
  };
}
