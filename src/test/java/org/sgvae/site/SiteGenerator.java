package org.sgvae.site;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes the site into {@code target/site} and fails if a link or formula is broken: {@code mvn -q -Psite}. */
public final class SiteGenerator {
    private SiteGenerator() {}

    /**
     * Runs the generator in the directory of the repository.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) throws IOException {
        Path target = Path.of("target", "site");
        List<String> problems = new ArrayList<>(Site.write(Path.of(""), target));
        problems.addAll(LinkCheck.of(target));
        problems.forEach(System.err::println);
        if (!problems.isEmpty()) {
            System.exit(1);
        }
        System.out.println("open " + target.resolve("index.html"));
    }
}
