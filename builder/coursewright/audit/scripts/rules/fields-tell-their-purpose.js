"use strict";
{
  const cw = window.__coursewright;
  const PURPOSES = [
    [/^(?:your |work |student |contact )?e-?mail(?: address)?$/i, "email"],
    [/^(?:your )?(?:first|given) name$|^vorname$/i, "given-name"],
    [/^(?:your )?(?:last|family) name$|^surname$|^nachname$/i, "family-name"],
    [/^(?:your )?(?:full )?name$/i, "name"],
    [/^(?:your )?(?:tele)?phone(?: number)?$|^mobile(?: number)?$/i, "tel"],
    [/^(?:street )?address(?: line \d)?$/i, "street-address"],
    [/^(?:post(?:al)? ?code|zip(?: code)?)$/i, "postal-code"],
    [/^(?:town|city)$/i, "address-level2"],
    [/^(?:date of birth|birthday)$/i, "bday"],
    [/^(?:user ?name|login)$/i, "username"],
    [/^(?:current )?password$/i, "current-password"],
  ];
  cw.rule("fields-tell-their-purpose", () => [...cw.elements()].flatMap((element) => {
    if (!element.matches("input:not([type=hidden], [type=submit], [type=button], [type=checkbox], [type=radio], [type=search], [type=range], [type=file], [type=image], [type=reset])")
      || element.hasAttribute("autocomplete") || !cw.exposed(element) || element.disabled) { return []; }
    const label = (element.labels?.[0] ? cw.text(element.labels[0]) : element.getAttribute("aria-label") ?? "")
      .replace(/[*:()]|\brequired\b|\boptional\b/gi, "").trim();
    const purpose = PURPOSES.find(([form]) => form.test(label));
    return purpose ? [[element, `the field asks for “${label}”, but has no autocomplete="${purpose[1]}"`]] : [];
  }));
}
