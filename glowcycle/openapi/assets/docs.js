"use strict";

const docs = document.getElementById("docs");
const darkScheme = matchMedia("(prefers-color-scheme: dark)");
const applyScheme = () => document.documentElement.classList.toggle("dark-mode", darkScheme.matches);
darkScheme.addEventListener("change", applyScheme);
applyScheme();

// Make Swagger UI accessible: no link inside a button, landmarks and a heading above the calls.
// The list of servers has only one entry, so hide it.
const Accessible = ({ React }) => ({
  wrapComponents: {
    DeepLink: () => ({ text }) => React.createElement("span", null, text),
    ServersContainer: () => () => null,
    InfoContainer: (Info) => (props) => React.createElement(
      "section", { "aria-label": "About" }, React.createElement(Info, props)),
    operations: (Operations) => (props) => React.createElement(
      React.Fragment, null, React.createElement("h2", null, "Calls"), React.createElement(Operations, props)),
  },
});

// Examples fill in the form of a call. An optional parameter changes what the call does (an If-Match
// makes it fail), so its example is only described.
const OptionalExamples = {
  statePlugins: { spec: { wrapActions: { updateJsonSpec: (update) => (spec) => {
    for (const parameter of Object.values(spec.paths ?? {}).flatMap(Object.values).flatMap((call) => call.parameters ?? [])) {
      if (!parameter.required && "example" in parameter) {
        parameter.description = `${parameter.description ?? ""}\n\nExample: \`${parameter.example}\``;
        delete parameter.example;
      }
    }
    return update(spec);
  } } } },
};

// No validator: it would send the document to another host.
const ui = SwaggerUIBundle({
  domNode: docs,
  url: docs.dataset.schema,
  plugins: [Accessible, OptionalExamples],
  deepLinking: true,
  tryItOutEnabled: true,
  validatorUrl: null,
  onComplete: () => docs.dataset.token && ui.preauthorizeApiKey("bearer", docs.dataset.token),
});

// Label the elements that Swagger UI leaves without a unique name.
new MutationObserver(() => {
  for (const element of docs.querySelectorAll("textarea:not([aria-label])")) element.ariaLabel = "Request body";
  for (const element of docs.querySelectorAll("select:not([aria-label])")) element.ariaLabel = "Choice";
  for (const element of docs.querySelectorAll(".responses-inner [role=region]:not([aria-label])")) element.ariaLabel = `Answers: ${element.id}`;
}).observe(docs, { childList: true, subtree: true });
