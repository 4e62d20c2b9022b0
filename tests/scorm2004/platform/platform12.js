/* A small learning platform of SCORM 1.2: opens what the prerequisites let it open, keeps what
   pages commit, and remembers every call of the API and its outcome. Interactions are write-only. */
"use strict";
(async function () {
  const asked = new URLSearchParams(location.search);
  const setup = await (await fetch("setup")).json();
  const stored = setup.stored;
  const item = asked.get("item");
  const calls = [];
  const refuses = grammars.scorm12();

  function satisfied(name) {
    const kept = stored[setup.names[name]];
    return kept !== undefined && ["passed", "completed"].includes(kept.core.lesson_status);
  }

  /* An AICC script of names, &, | and parentheses; & binds closer. */
  function holds(script) {
    const tokens = script.match(/[()&|]|[^()&|\s]+/g) || [];
    const choice = () => {
      let good = both();
      while (tokens[0] === "|") { tokens.shift(); const other = both(); good = good || other; }
      return good;
    };
    const both = () => {
      let good = one();
      while (tokens[0] === "&") { tokens.shift(); const other = one(); good = good && other; }
      return good;
    };
    const one = () => {
      const token = tokens.shift();
      if (token !== "(") { return satisfied(token); }
      const good = choice();
      tokens.shift();
      return good;
    };
    return !script || choice();
  }

  const engine = new Scorm12API({
    autocommit: false,
    lmsCommitUrl: "commit",
    logLevel: 5,
    requestHandler(sent) {
      stored[item] = sent.cmi;
      return Object.assign({}, sent, { item, learner: setup.learner });
    },
  });

  function outcome(name, given) {
    const fault = name === "LMSSetValue" ? refuses(...given) : "0";
    return fault !== "0" ? ["false", fault]
      : [String(engine[name](...given)), String(engine.LMSGetLastError())];
  }

  const API = { LMSGetLastError: () => String(engine.LMSGetLastError()) };
  for (const name of ["LMSInitialize", "LMSFinish", "LMSGetValue", "LMSSetValue", "LMSCommit"]) {
    API[name] = function (...given) {
      const [value, error] = outcome(name, given);
      calls.push({ item, name, given, value, error });
      return value;
    };
  }
  window.API = API;

  const open = holds(setup.waits[item] || "");
  window.platform = { engine, calls, current: () => (open ? item : "closed") };
  if (!open) {
    return;
  }
  const kept = stored[item] || { core: {} };
  const { exit, session_time, ...core } = kept.core;
  engine.loadFromJSON({ cmi: {
    core: Object.assign({}, core, {
      student_id: "learner-1", student_name: "Doe, Jo", credit: "credit",
      lesson_mode: asked.get("mode") || "normal",
      entry: !stored[item] ? "ab-initio" : exit === "suspend" ? "resume" : "",
    }),
    suspend_data: kept.suspend_data || "",
    student_data: { mastery_score: setup.mastery[item] || "" },
  } });
  document.getElementById("page").src = "package/" + setup.launch[item];
})();
