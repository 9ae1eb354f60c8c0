/** ScheduleInput of the contract. */
export interface ScheduleInput {
	days: Array<{
		dayOfWeek: number;
		timeSlots: Array<{ startTime: string; endTime: string }>;
	}>;
	timezone: string;
	disableSchedule?: boolean;
}

/** Gives what is wrong with a schedule. The reference does not tell how a time is written: seconds may be left out. */
export function scheduleErrors({ days, timezone }: ScheduleInput): string[] {
	const errors = isTimeZone(timezone)
		? []
		: [`/schedule/timezone is ${timezone}, which is no time zone`];
	for (const [index, { dayOfWeek, timeSlots }] of days.entries()) {
		const at = `/schedule/days/${index}`;
		if (dayOfWeek < 0 || dayOfWeek > 6) errors.push(`${at}/dayOfWeek is ${dayOfWeek}, not 0 to 6`);
		for (const [slot, { startTime, endTime }] of timeSlots.entries()) {
			const start = secondsOf(startTime);
			const end = secondsOf(endTime);
			const where = `${at}/timeSlots/${slot}`;
			if (start === undefined) errors.push(`${where}/startTime is ${startTime}, which is no time`);
			if (end === undefined) errors.push(`${where}/endTime is ${endTime}, which is no time`);
			if (start !== undefined && end !== undefined && start >= end) {
				errors.push(`${where} ends at ${endTime}, which is not after ${startTime}`);
			}
		}
	}
	return errors;
}

/** Gives a schedule as an answer tells it; undefined for one that is switched off. */
export function shownSchedule({ days, timezone, disableSchedule }: ScheduleInput) {
	return disableSchedule ? undefined : { days, timezone };
}

function secondsOf(time: string): number | undefined {
	if (!/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(time)) return undefined;
	const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
	return (hours * 60 + minutes) * 60 + seconds;
}

function isTimeZone(name: string): boolean {
	try {
		// An offset such as +01:00 is taken by Intl, and is no time zone of IANA's.
		return !/^[+-]/.test(name) && Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
	} catch {
		return false;
	}
}
