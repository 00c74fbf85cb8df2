package org.sgvae.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/**
 * Writes programs, their output and their figures into the pages of the course, and leads links to lines of code to today's:
 * {@code mvn -q -Prefresh-lessons}.
 */
public final class LessonRefresh {
    static final Path FIGURES = Path.of("src/site/resources/lessons");

    private LessonRefresh() {}

    /**
     * Runs all programs, in the directory of the repository.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) throws IOException {
        Path classes = Files.createTempDirectory("lessons");
        Lesson.compile(classes);
        for (Lesson lesson : Lesson.all()) {
            Files.writeString(lesson.file(), lesson.refreshed(classes));
        }
        for (Path page : SourceLinks.pages()) {
            Files.writeString(page, SourceLinks.corrected(page));
        }
        Files.createDirectories(FIGURES);
        try (Stream<Path> figures = Files.list(Path.of("target/lessons"))) {
            for (Path figure : figures.toList()) {
                Files.copy(figure, FIGURES.resolve(figure.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
