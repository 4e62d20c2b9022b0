// Both SCORM interfaces, as a platform offers them: everything is kept, nothing is sent anywhere.
(() => {
  "use strict";
  const kept = {
    "cmi._version": "1.0", "cmi.entry": "ab-initio", "cmi.mode": "normal", "cmi.credit": "credit",
    "cmi.completion_status": "unknown", "cmi.success_status": "unknown", "cmi.location": "",
    "cmi.learner_id": "learner", "cmi.learner_name": "Learner", "cmi.suspend_data": "",
    "cmi.interactions._count": "0", "cmi.objectives._count": "0", "cmi.total_time": "PT0S",
    "cmi.core.lesson_status": "not attempted", "cmi.core.entry": "ab-initio",
    "cmi.core.student_name": "Learner", "cmi.core.lesson_mode": "normal", "cmi.core.credit": "credit",
  };
  const count = (name) => {
    const match = /^(cmi\.(?:interactions|objectives))\.(\d+)\./.exec(name);
    if (match) {
      const key = `${match[1]}._count`;
      kept[key] = String(Math.max(Number(kept[key]), Number(match[2]) + 1));
    }
  };
  const yes = () => "true";
  const get = (name) => kept[name] ?? "";
  const set = (name, value) => { count(name); kept[name] = String(value); return "true"; };
  const error = () => "0";
  const text = () => "";
  window.API_1484_11 = {
    version: "1.0", Initialize: yes, Terminate: yes, Commit: yes, GetValue: get, SetValue: set,
    GetLastError: error, GetErrorString: text, GetDiagnostic: text,
  };
  window.API = {
    LMSInitialize: yes, LMSFinish: yes, LMSCommit: yes, LMSGetValue: get, LMSSetValue: set,
    LMSGetLastError: error, LMSGetErrorString: text, LMSGetDiagnostic: text,
  };
})();
