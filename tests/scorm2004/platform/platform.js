/* A small learning platform: delivers pages into the frame (or a window of their own), keeps what
   they commit, and remembers every call of the API and its outcome. */
"use strict";
(async function () {
  const asked = new URLSearchParams(location.search);
  const setup = await (await fetch("setup")).json();
  const stored = setup.stored;
  const sequenced = !asked.has("item");
  const calls = [];
  const events = [];
  let item = "";
  let deliveries = 0;

  const engine = new Scorm2004API({
    autocommit: false,
    courseId: "demo",
    lmsCommitUrl: "commit",
    logLevel: 5, // nothing of its own on the console
    selfReportSessionTime: true,
    alwaysSendTotalTime: true,
    sequencing: sequenced ? { activityTree: setup.tree } : {},
    requestHandler(sent) {
      stored[item] = sent.cmi;
      return Object.assign({}, sent, { item, learner: setup.learner });
    },
  });

  let refuses = grammars.scorm2004();

  /* Ask the grammar before the engine. */
  function outcome(name, given) {
    const fault = name === "SetValue" ? refuses(...given) : "0";
    return fault !== "0" ? ["false", fault]
      : [String(engine[name](...given)), String(engine.GetLastError())];
  }

  function recorded(name) {
    return function (...given) {
      const [value, error] = outcome(name, given);
      calls.push({ item, name, given, value, error });
      return value;
    };
  }

  const API = {
    GetLastError: () => String(engine.GetLastError()),
    GetErrorString: (code) => String(engine.GetErrorString(code)),
    GetDiagnostic: (code) => String(engine.GetDiagnostic(code)),
  };
  for (const name of ["Initialize", "Terminate", "GetValue", "SetValue", "Commit"]) {
    API[name] = recorded(name);
  }
  if (asked.has("closed")) { // scorm-again says so of clusters only, other platforms of pages too
    const known = API.GetValue;
    const closed = "adl.nav.request_valid.choice.{target=" + asked.get("closed") + "}";
    API.GetValue = (element) => (element === closed ? "false" : known(element));
  }
  window.API_1484_11 = API;

  function model() {
    const { exit, session_time, ...kept } = stored[item] || {}; // write-only
    const entry = !stored[item] ? "ab-initio" : exit === "suspend" ? "resume" : "";
    return Object.assign({}, kept, {
      learner_id: "learner-1", learner_name: "Doe, Jo", credit: "credit", entry,
      mode: asked.get("mode") || "normal",
    });
  }

  function deliver(id) {
    if (deliveries) {
      engine.reset();
    }
    deliveries += 1;
    refuses = grammars.scorm2004();
    item = id;
    engine.loadFromJSON({ cmi: model() });
    const page = "package/" + setup.launch[id];
    if (asked.has("window")) {
      window.open(page, "page");
    } else {
      document.getElementById("page").src = page;
    }
  }

  window.platform = { engine, calls, events, current: () => item };
  if (!sequenced) {
    deliver(asked.get("item"));
    return;
  }
  engine.setSequencingEventListeners({
    onActivityDelivery: (activity) => setTimeout(() => deliver(activity.id)),
    onSequencingError: (error, context) => events.push([error, context]),
    onSequencingSessionEnd: (data) => {
      events.push(["end", data.reason]);
      fetch("state", { method: "POST", body: engine.serializeSequencingState() });
    },
  });
  if (setup.state) {
    engine.deserializeSequencingState(setup.state);
  }
  engine.processNavigationRequest(setup.state ? "resumeAll" : "start");
})();
