package org.sgvae.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.sgvae.report.figure.Palette;

/** Parts of pages that are kept beside the classes. */
public final class PageResource {
    private PageResource() {}

    /**
     * Reads a text.
     *
     * @param name such as {@code page.css}
     * @return the text
     */
    public static String text(String name) {
        try (InputStream in = PageResource.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + ": missing beside the classes; build again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the style of all pages, with the colours of figures in light and in dark} */
    public static String style() {
        return ":root{" + Palette.css(false) + "}\n@media (prefers-color-scheme:dark){:root{" + Palette.css(true)
                + "}}\n@media print{:root{" + Palette.css(false) + "}}\n" + text("page.css");
    }
}
