"use strict";

const docs = document.getElementById("docs");

// No validator: it would send the document to a host that is none of ours.
SwaggerUIBundle({
  domNode: docs,
  url: docs.dataset.schema,
  deepLinking: true,
  tryItOutEnabled: true,
  validatorUrl: null,
});
