package org.sgvae.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks at pages as a browser would: where does every link lead, and is anything fetched from the web? */
final class LinkCheck {
    private static final Pattern REFERENCE = Pattern.compile("<(\\w+)[^>]*?\\b(href|src|action|data)=\"([^\"]*)\"");
    private static final Pattern ID = Pattern.compile("\\bid=\"([^\"]*)\"");

    private final Path site;
    private final Map<Path, Set<String>> anchors = new HashMap<>();

    private LinkCheck(Path site) {
        this.site = site;
    }

    /** {@return what is broken in the pages of a directory: files and anchors that are not there, things to fetch} */
    static List<String> of(Path site) throws IOException {
        LinkCheck check = new LinkCheck(site);
        List<String> problems = new ArrayList<>();
        for (Path page : check.pages()) {
            for (MatchResult reference :
                    REFERENCE.matcher(Files.readString(page)).results().toList()) {
                check.problem(page, reference.group(1), reference.group(3))
                        .forEach(problem -> problems.add(site.relativize(page) + ": " + problem));
            }
        }
        return problems;
    }

    private List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(site)) {
            return files.filter(file -> file.toString().endsWith(".html"))
                    .sorted()
                    .toList();
        }
    }

    private Stream<String> problem(Path page, String element, String reference) {
        if (reference.contains("://") || reference.startsWith("//")) {
            return element.equals("a") ? Stream.empty() : Stream.of(element + " fetches " + reference);
        }
        URI address = URI.create(reference);
        String path = address.getPath();
        Path file = path.isEmpty() ? page : page.resolveSibling(path).normalize();
        if (!Files.isRegularFile(file)) {
            return Stream.of("no file " + reference);
        }
        String fragment = address.getFragment();
        boolean leads = fragment == null || anchors(file).contains(fragment);
        return leads ? Stream.empty() : Stream.of("no anchor " + reference);
    }

    private Set<String> anchors(Path file) {
        return anchors.computeIfAbsent(file, f -> {
            try {
                Set<String> found = new HashSet<>();
                ID.matcher(Files.readString(f)).results().forEach(id -> found.add(id.group(1)));
                return found;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
