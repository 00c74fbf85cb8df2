package org.sgvae.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.sgvae.json.Json;
import org.sgvae.json.JsonValue;

/** Text for web pages, in which nothing that comes from a file is taken for markup. */
public final class Html {
    private Html() {}

    /**
     * Escapes a text for use between tags and in quoted attributes.
     *
     * @param text any text
     * @return the text without markup, and without control characters
     */
    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> {
                    boolean shown = (c >= ' ' && c != 0x7F && !(c >= 0xD800 && c < 0xE000)) || c == '\n' || c == '\t';
                    escaped.appendCodePoint(shown ? c : 0xFFFD);
                }
            }
        });
        return escaped.toString();
    }

    /**
     * Writes JSON for use in a script element, which it cannot end.
     *
     * @param value the value
     * @return JSON without {@code <}
     */
    public static String json(JsonValue value) {
        return Json.compact(value)
                .replace("<", "\\u003c")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    /**
     * The source of a content security policy that allows this script and no other.
     *
     * @param script what is between the tags
     * @return such as {@code 'sha256-…'}
     */
    public static String hash(String script) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /** A table whose first row is its header. */
    static String table(List<List<String>> rows) {
        StringBuilder html = new StringBuilder("<div class=\"scroll\" tabindex=\"0\"><table>");
        for (int i = 0; i < rows.size(); i++) {
            String begin = i == 0 ? "<th scope=\"col\">" : "<td>";
            String end = i == 0 ? "</th>" : "</td>";
            html.append("<tr>");
            rows.get(i).forEach(text -> html.append(begin).append(escape(text)).append(end));
            html.append("</tr>");
        }
        return html.append("</table></div>").toString();
    }
}
