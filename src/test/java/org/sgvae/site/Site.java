package org.sgvae.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The site: every page of {@code src/site/markdown}, and every file of the repository that a page links to, so that no link
 * leaves it but those to the web. Pages lie at the top, other files under {@code files/}.
 */
final class Site {
    private static final Path MARKDOWN = Path.of("src/site/markdown");
    private static final Path RESOURCES = Path.of("src/site/resources");
    private static final Path STYLE = RESOURCES.resolve("site.css");

    private final Path root;
    private final Path target;
    private final Menu menu;
    private final List<String> problems = new ArrayList<>();
    private final Set<Path> wanted = new LinkedHashSet<>();
    private final Deque<Path> unwritten = new ArrayDeque<>();

    private Site(Path root, Path target, List<MarkdownPage> pages) {
        this.root = root;
        this.target = target;
        menu = new Menu(pages);
    }

    /**
     * Writes the site.
     *
     * @param root directory of the repository; not modified
     * @param target where the site goes; created
     * @return broken links and formulas, none if all is well
     */
    static List<String> write(Path root, Path target) throws IOException {
        List<MarkdownPage> pages = new ArrayList<>();
        for (Path file : list(root.resolve(MARKDOWN))) {
            pages.add(MarkdownPage.read(root, root.relativize(file)));
        }
        Site site = new Site(root, target, pages);
        pages.forEach(page -> site.want(page.file()));
        site.want(STYLE);
        while (!site.unwritten.isEmpty()) {
            site.writeFile(site.unwritten.remove());
        }
        return site.problems;
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted(Comparator.comparing(Path::toString)).toList();
        }
    }

    private void want(Path file) {
        if (wanted.add(file)) {
            unwritten.add(file);
        }
    }

    private void writeFile(Path file) throws IOException {
        Path source = root.resolve(file);
        Path page = target.resolve(place(file));
        Files.createDirectories(page.getParent());
        if (isCopied(file)) {
            Files.write(page, Files.readAllBytes(source));
        } else if (Files.isDirectory(source)) {
            List<Path> entries = list(source).stream().map(root::relativize).toList();
            write(file, file.toString(), SourcePage.ofDirectory(entries, entry -> link(file, entry)));
        } else if (file.toString().endsWith(".md")) {
            MarkdownPage markdown = MarkdownPage.read(root, file);
            write(file, markdown.title(), markdown.toHtml(destination -> follow(file, destination), problems));
        } else {
            write(file, file.toString(), SourcePage.of(Files.readString(source)));
        }
    }

    private void write(Path file, String title, String body) throws IOException {
        String html = menu.page(file, title, body, other -> link(file, other));
        Files.writeString(target.resolve(place(file)), html);
    }

    /** What a destination in a file of the repository is called on the site; the file it leads to becomes part of the site. */
    private String follow(Path file, String destination) {
        if (destination.contains("://") || destination.startsWith("#") || destination.startsWith("mailto:")) {
            return destination;
        }
        int hash = destination.indexOf('#');
        String path = hash < 0 ? destination : destination.substring(0, hash);
        Path other = root.relativize(root.resolve(file).resolveSibling(path).normalize());
        if (other.startsWith("..") || !Files.exists(root.resolve(other))) {
            problems.add(file + ": no file " + destination);
            return destination;
        }
        return link(file, other) + (hash < 0 ? "" : destination.substring(hash));
    }

    private String link(Path file, Path other) {
        want(other);
        Path here = place(file).getParent();
        Path there = place(other);
        return (here == null ? there : here.relativize(there)).toString().replace('\\', '/');
    }

    /** Where a file of the repository is on the site. */
    private Path place(Path file) {
        String name = file.getFileName().toString();
        if (file.startsWith(MARKDOWN)) {
            return Path.of(name.replaceFirst("\\.md$", ".html"));
        }
        if (file.startsWith(RESOURCES)) {
            return RESOURCES.relativize(file);
        }
        if (isCopied(file)) {
            return Path.of("files").resolve(file);
        }
        boolean directory = Files.isDirectory(root.resolve(file));
        return Path.of("files").resolve(directory ? file.resolve("index.html") : file.resolveSibling(name + ".html"));
    }

    private static boolean isCopied(Path file) {
        return file.toString().matches(".*\\.(svg|png|css|html)");
    }
}
