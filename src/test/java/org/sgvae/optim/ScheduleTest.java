package org.sgvae.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ScheduleTest {
    @ParameterizedTest
    @EnumSource
    void schedule_goesFromOneValueToTheOther(Schedule.Shape shape) {
        Schedule schedule = new Schedule(shape, 3, -1, 0.2, 0.6);
        assertThat(schedule.at(0)).isEqualTo(3);
        assertThat(schedule.at(0.2)).isEqualTo(3);
        assertThat(Math.abs(schedule.at(0.4) - 1)).isLessThan(1e-15); // both are halfway in the middle
        assertThat(schedule.at(0.6)).isEqualTo(-1);
        assertThat(schedule.at(1)).isEqualTo(-1);
        assertThat(schedule.at(1.5)).isEqualTo(-1);
    }

    @ParameterizedTest
    @EnumSource
    void schedule_isMonotoneAndWithoutJumps(Schedule.Shape shape) {
        Schedule falling = new Schedule(shape, 1, 0, 0.1, 0.9);
        Schedule rising = new Schedule(shape, 0, 1, 0.1, 0.9);
        double before = 1;
        for (int i = 0; i <= 1000; i++) {
            double now = falling.at(i / 1000.0);
            assertThat(now).isBetween(0.0, before);
            assertThat(before - now).isLessThan(Math.PI / 2 / 0.8 / 1000 + 1e-12); // the cosine's steepest slope
            assertThat(Math.abs(rising.at(i / 1000.0) + now - 1)).isLessThan(1e-15);
            before = now;
        }
    }

    @Test
    void line_isStraight() {
        Schedule line = Schedule.linear(1, 2, 0.5, 1);
        assertThat(line.at(0.75)).isEqualTo(1.5);
        assertThat(line.at(0.625)).isEqualTo(1.25);
    }

    @Test
    void cosine_isHalfAPeriod() {
        Schedule cosine = Schedule.cosine(2, 0, 0, 1);
        for (double progress : new double[] {0.1, 0.25, 1.0 / 3, 0.9}) {
            assertThat(Math.abs(cosine.at(progress) - 1 - Math.cos(Math.PI * progress)))
                    .isLessThan(1e-15);
        }
    }

    @Test
    void constant_neverChanges() {
        assertThat(Schedule.constant(0.3).at(0)).isEqualTo(0.3);
        assertThat(Schedule.constant(0.3).at(0.7)).isEqualTo(0.3);
        assertThat(Schedule.constant(0.3).at(1)).isEqualTo(0.3);
    }

    @Test
    void jump_isWhereBeginAndEndMeet() {
        Schedule jump = Schedule.linear(0, 1, 0.5, 0.5);
        assertThat(jump.at(0.5)).isEqualTo(0);
        assertThat(jump.at(0.5000001)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, -0.1, 1", "0, 1, 0.6, 0.5", "0, 1, 0, 1.1", "NaN, 1, 0, 1", "0, Infinity, 0, 1", "0, 1, NaN, 1"})
    void schedule_rejectsWhatIsOutOfRange(double from, double to, double begin, double end) {
        assertThatThrownBy(() -> Schedule.linear(from, to, begin, end))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs finite values and 0 <= begin <= end <= 1");
    }
}
