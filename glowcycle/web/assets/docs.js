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

// No validator: it would send the document to another host.
SwaggerUIBundle({
  domNode: docs,
  url: docs.dataset.schema,
  plugins: [Accessible],
  deepLinking: true,
  tryItOutEnabled: true,
  validatorUrl: null,
});

// Label the elements that Swagger UI leaves without a unique name.
new MutationObserver(() => {
  for (const element of docs.querySelectorAll("textarea:not([aria-label])")) element.ariaLabel = "Request body";
  for (const element of docs.querySelectorAll("select:not([aria-label])")) element.ariaLabel = "Choice";
  for (const element of docs.querySelectorAll(".responses-inner [role=region]:not([aria-label])")) element.ariaLabel = `Answers: ${element.id}`;
}).observe(docs, { childList: true, subtree: true });
