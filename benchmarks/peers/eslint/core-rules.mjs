// The core rules as ESLint can say them: each looks at one call and at the function around it, nothing else.
const NETWORK = new Set(["request", "uploadFile", "downloadFile", "connectSocket"]);
const CLOSES_LOADING = new Set(["hideLoading", "showToast", "hideToast"]);
const DIALOGS = new Set(["showModal", "showActionSheet", "chooseImage", "chooseMedia"]);
const WRITES = new Set(["POST", "PUT", "DELETE"]);
const LIFECYCLE = /^(on(Load|Show|Ready|Hide|Unload|Launch|PullDownRefresh|ReachBottom)|attached|ready|created)$/;

/** `request` for `wx.request(…)`, null for what is no call of a member of `wx`. */
function member(node) {
  if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return null;
  const { object, property } = node.callee;
  return object.type === "Identifier" && object.name === "wx" && property.type === "Identifier" ? property.name : null;
}

function property(options, name) {
  return options.properties.find((each) => each.type === "Property" && (each.key.name ?? each.key.value) === name);
}

/** The text that a value starts with, as far as the expression itself shows it. */
function prefix(node) {
  if (node?.type === "Literal") return String(node.value);
  if (node?.type === "TemplateLiteral") return node.quasis[0].value.cooked ?? "";
  if (node?.type === "BinaryExpression" && node.operator === "+") return prefix(node.left);
  return "";
}

/** Every node below this one, itself included. */
function* below(node, keys) {
  yield node;
  for (const key of keys[node.type] ?? []) {
    for (const child of [node[key]].flat()) if (child) yield* below(child, keys);
  }
}

/** The functions around a node, the nearest first. */
function functionsAround(node) {
  const found = [];
  for (let at = node.parent; at; at = at.parent) if (/Function/.test(at.type)) found.push(at);
  return found;
}

/** Whether a function is a method of the object given to Page() or Component(), or of its `methods`. */
function isHandler({ parent: owner }) {
  if (owner.type !== "Property" || LIFECYCLE.test(owner.key.name)) return false;
  const group = owner.parent.parent;
  const call = group.type === "Property" && group.key.name === "methods" ? group.parent.parent : group;
  return call.type === "CallExpression" && /^(Page|Component)$/.test(call.callee.name);
}

/** A rule that is asked at each network call with an object literal: `see(call, options, report, keys)`. */
function atCalls(see) {
  return {
    create: (context) => ({
      CallExpression(call) {
        const options = call.arguments[0];
        if (!NETWORK.has(member(call)) || options?.type !== "ObjectExpression") return;
        see(call, options, (node, message) => context.report({ node, message }), context.sourceCode.visitorKeys);
      },
    }),
  };
}

const method = (options) => prefix(property(options, "method")?.value);

const nonHttpsUrl = atCalls((call, options, report) => {
  const url = property(options, "url")?.value;
  const refused = member(call) === "connectSocket" ? /^(ws|http):/ : /^http:/;
  if (url && refused.test(prefix(url))) report(url, "The address is not encrypted.");
});

const lowercaseMethod = atCalls((call, options, report) => {
  if (/^[a-zA-Z]+$/.test(method(options)) && /[a-z]/.test(method(options))) {
    report(property(options, "method").value, "The method must be written in upper case.");
  }
});

const postWithoutData = atCalls((call, options, report) => {
  const open = options.properties.some((each) => each.type === "SpreadElement");
  if (method(options).toUpperCase() === "POST" && !open && !property(options, "data")) {
    report(call, "A POST without data.");
  }
});

const unpairedLoading = atCalls((call, options, report, keys) => {
  const show = functionsAround(call)
    .flatMap((around) => [...below(around.body, keys)])
    .find((node) => member(node) === "showLoading" && node.range[0] < call.range[0]);
  if (!show) return;
  const closes = (name) => {
    const callback = property(options, name);
    return callback && [...below(callback.value, keys)].some((node) => CLOSES_LOADING.has(member(node)));
  };
  if (!closes("complete") && !(closes("success") && closes("fail"))) {
    report(show, "The loading stays when the request fails.");
  }
});

const missingDoubleTapGuard = atCalls((call, options, report, keys) => {
  const handler = functionsAround(call).find(isHandler);
  const writes = member(call) === "uploadFile" || WRITES.has(method(options).toUpperCase());
  if (!writes || !handler) return;
  const guards = [...below(handler.body, keys)].some((node) => {
    if (node.range[0] >= call.range[0]) return false;
    if (node.type === "IfStatement") {
      return node.range[1] > call.range[1] || [...below(node.consequent, keys)].some((each) => each.type === "ReturnStatement");
    }
    if (DIALOGS.has(member(node))) return true;
    const shown = /^show(Loading|Toast)$/.test(member(node) ?? "") ? node.arguments[0] : null;
    return shown?.type === "ObjectExpression" && property(shown, "mask")?.value.value === true;
  });
  if (!guards) report(handler.parent.key, "A second tap sends it again.");
});

const shortTimeout = atCalls((call, options, report) => {
  const timeout = property(options, "timeout")?.value;
  if (timeout?.type === "Literal" && timeout.value < 3000) report(timeout, "Too short for a slow network.");
});

export const rules = {
  "non-https-url": nonHttpsUrl,
  "lowercase-method": lowercaseMethod,
  "post-without-data": postWithoutData,
  "unpaired-loading": unpairedLoading,
  "missing-double-tap-guard": missingDoubleTapGuard,
  "short-timeout": shortTimeout,
};
