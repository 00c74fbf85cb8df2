package org.sgvae.json;

/** What a JSON text says: one of six kinds of immutable value, compared by content. */
public sealed interface JsonValue permits JsonObject, JsonArray, JsonString, JsonNumber, JsonBoolean, JsonNull {}
