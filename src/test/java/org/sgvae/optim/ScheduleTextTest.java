package org.sgvae.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The one line that says a schedule. */
class ScheduleTextTest {
    @Test
    void forms_areThoseOfTheDocumentation() {
        assertThat(Schedule.parse("0.01")).isEqualTo(Schedule.constant(0.01));
        assertThat(Schedule.parse("0..1")).isEqualTo(Schedule.linear(0, 1, 0, 1));
        assertThat(Schedule.parse("0.5..1.5@0.2..0.5")).isEqualTo(Schedule.linear(0.5, 1.5, 0.2, 0.5));
        assertThat(Schedule.parse("0..20@0.5..0.5")).isEqualTo(Schedule.linear(0, 20, 0.5, 0.5));
        assertThat(Schedule.parse("cosine:5e-3..0")).isEqualTo(Schedule.cosine(0.005, 0, 0, 1));
        assertThat(Schedule.parse("cosine:0.005..0@0..1")).isEqualTo(Schedule.cosine(0.005, 0, 0, 1));
        assertThat(Schedule.parse("-1..-.5")).isEqualTo(Schedule.linear(-1, -0.5, 0, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3",
                "0.01",
                "0..1",
                "-1.5..2e-9@0.2..0.5",
                "cosine:0.005..0",
                "cosine:3..3@0..0.9",
                "3..3@0.2..1"
            })
    void toString_isTheShortestForm(String text) {
        assertThat(Schedule.parse(text)).hasToString(text);
    }

    @Test
    void signedZeros_surviveTheirText() {
        Schedule schedule = Schedule.linear(0, -0.0, 0, 1);
        assertThat(Schedule.parse(schedule.toString())).isEqualTo(schedule).isNotEqualTo(Schedule.constant(0));
    }

    @Test
    void anySchedule_survivesItsText() {
        SplittableRandom random = new SplittableRandom(4);
        double[] values = {0, -0.0, 1, 0.1, 1e-300, -4.9e-324, Double.MAX_VALUE, 1e16};
        double[] ends = {0, -0.0, 0.1, 0.5, Double.MIN_VALUE, Math.nextDown(1.0), 1};
        for (int i = 0; i < 5000; i++) {
            double from =
                    i % 3 == 0 ? Double.longBitsToDouble(random.nextLong()) : values[random.nextInt(values.length)];
            double to = i % 5 == 0 ? from : values[random.nextInt(values.length)];
            double begin = ends[random.nextInt(ends.length)];
            double end = i % 7 == 0 ? random.nextDouble() : ends[random.nextInt(ends.length)];
            if (Double.isFinite(from) && begin <= end) {
                Schedule schedule = new Schedule(
                        random.nextBoolean() ? Schedule.Shape.COSINE : Schedule.Shape.LINEAR, from, to, begin, end);
                assertThat(Schedule.parse(schedule.toString()))
                        .as(schedule.toString())
                        .isEqualTo(schedule);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', is not a number",
        "x, is not a number",
        "1.., is not a number",
        "0..1@, is not a number",
        "0..1..2, is not a number",
        "sine:0..1, is not a number",
        "Cosine:0..1, is not a number",
        "cosine:cosine:1, is not a number",
        "NaN, is not a number",
        "1..Infinity, is not a number",
        "1d, is not a number",
        "0x1p3, is not a number",
        "' 1', is not a number",
        "1e999, needs finite values",
        "0..1@0..1@1, is not a number",
        "0..1@0..2, 0 <= begin <= end <= 1",
        "0..1@0.6..0.5, 0 <= begin <= end <= 1",
    })
    void otherText_isRefused(String text, String what) {
        assertThatThrownBy(() -> Schedule.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(what)
                .hasMessageNotContainingAny("\n");
    }
}
