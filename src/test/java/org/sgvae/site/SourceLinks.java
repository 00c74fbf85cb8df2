package org.sgvae.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Links from pages to lines of code, as in {@code [`Tape.backward`](../../main/java/org/sgvae/autodiff/Tape.java#L355)}. */
final class SourceLinks {
    static final Pattern LINK = Pattern.compile("\\[`([^`]+)`]\\(([^)#]+)#L(\\d+)\\)");

    private SourceLinks() {}

    /** {@return the README and the pages of the site} */
    static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/site/markdown"))) {
            return Stream.concat(Stream.of(Path.of("README.md")), files.sorted())
                    .toList();
        }
    }

    /** {@return the links of a page that do not lead to the line where their text is declared, each with what is right} */
    static List<String> wrong(Path page) throws IOException {
        List<String> wrong = new ArrayList<>();
        for (MatchResult link : LINK.matcher(Files.readString(page)).results().toList()) {
            correction(page, link).ifPresent(right -> wrong.add(link.group() + "  ->  " + right));
        }
        return wrong;
    }

    /** {@return the text of a page with its links led to the right lines} */
    static String corrected(Path page) throws IOException {
        return LINK.matcher(Files.readString(page))
                .replaceAll(
                        link -> Matcher.quoteReplacement(correction(page, link).orElse(link.group())));
    }

    private static Optional<String> correction(Path page, MatchResult link) {
        try {
            return correction(page, link.group(1), link.group(2), Integer.parseInt(link.group(3)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a link should be instead, if it is wrong. */
    static Optional<String> correction(Path page, String symbol, String target, int line) throws IOException {
        String type = symbol.replaceAll("\\..*", "");
        Path file = page.resolveSibling(target).normalize();
        if (!file.endsWith(type + ".java") || !Files.isRegularFile(file)) {
            return Optional.of(find(type).map(Path::toString).orElse("no file " + type + ".java"));
        }
        Pattern name = Pattern.compile("\\b" + symbol.substring(symbol.lastIndexOf('.') + 1) + "\\b");
        List<String> lines = Files.readAllLines(file);
        if (line <= lines.size() && name.matcher(lines.get(line - 1)).find()) {
            return Optional.empty();
        }
        return Optional.of(IntStream.rangeClosed(1, lines.size())
                .filter(i -> name.matcher(lines.get(i - 1)).find()
                        && !lines.get(i - 1).strip().startsWith("*"))
                .boxed()
                .min(Comparator.comparingInt(i -> Math.abs(i - line)))
                .map(i -> "[`" + symbol + "`](" + target + "#L" + i + ")")
                .orElse("no " + name + " in " + file));
    }

    private static Optional<Path> find(String type) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.filter(file -> file.endsWith(type + ".java")).findFirst();
        }
    }
}
