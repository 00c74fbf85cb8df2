package org.sgvae.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgvae.site.Lesson.Program;

/** The lessons' programs run as printed, and the pages say nothing in numbers that a program does not print. */
class LessonTest {
    @TempDir
    private static Path classes;

    @BeforeAll
    static void compile() throws IOException {
        Lesson.compile(classes);
    }

    static List<Lesson> lessons() throws IOException {
        return Lesson.all();
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void page_showsTheProgramAndWhatItPrints(Lesson lesson) throws IOException {
        assertThat(lesson.programs()).as("the lesson and its answer").hasSizeGreaterThanOrEqualTo(2);
        for (Program program : lesson.programs()) {
            assertThat(program.code()).isEqualTo(Files.readString(program.file()));
            assertThatCode(() -> Numbers.requireSame(program.output(), Lesson.run(classes, program.name())))
                    .as(program.name())
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void figure_isWhatTheProgramDraws(Lesson lesson) throws IOException {
        Lesson.run(classes, lesson.programs().get(0).name());
        List<String> figures = Lesson.figures(lesson.text());
        assertThat(figures).hasSize(1);
        Path figure = LessonRefresh.FIGURES.resolve(figures.get(0));
        String drawn = Files.readString(Path.of("target/lessons").resolve(figures.get(0)));
        assertThatCode(() -> Numbers.requireSame(Files.readString(figure), drawn))
                .doesNotThrowAnyException();
    }

    /** Numbers with a decimal point or of two and more digits, outside of code, formulas and links. */
    @ParameterizedTest
    @MethodSource("lessons")
    void numbersOfTheText_arePrintedByTheProgramsOrInThem(Lesson lesson) {
        String shown = lesson.programs().stream()
                .map(program -> program.code() + program.output())
                .collect(Collectors.joining());
        assertThat(Numbers.in(lesson.prose())).isSubsetOf(Numbers.in(shown));
    }

    @Test
    void programs_areAllOnAPage() throws IOException {
        List<String> onPages = Lesson.all().stream()
                .flatMap(lesson -> lesson.programs().stream())
                .map(Program::name)
                .toList();
        try (Stream<Path> files = Files.list(Lesson.SOURCES.resolve("org/sgvae/examples"))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".java", ""))
                            .filter(name -> !List.of("package-info", "SvgPlot").contains(name)))
                    .containsExactlyInAnyOrderElementsOf(onPages);
        }
    }

    @Test
    void numbers_differByAtMostTheLastDigit() {
        assertThatCode(() -> Numbers.requireSame("a 0.12 -3e-05 b", "a 0.13 -3e-05 b"))
                .doesNotThrowAnyException();
        for (String other : List.of("a 0.14 -3e-05 b", "a 0.12 -5e-05 b", "b 0.12 -3e-05 b", "a 0.12 -3e-05")) {
            assertThatThrownBy(() -> Numbers.requireSame("a 0.12 -3e-05 b", other))
                    .isInstanceOf(AssertionError.class);
        }
        assertThat(Numbers.in("about 3 or 1.50 and 12,345 at x1 or -0.25")).containsExactly("1.50", "12,345", "0.25");
    }
}
