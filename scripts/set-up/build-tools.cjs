const { spawnSync } = require('node:child_process');
const fs = require('node:fs');

const works = (/** @type {string} */ program) =>
	spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;

const howToInstall = () => {
	if (process.platform === 'darwin') return 'Install them with:  xcode-select --install';
	if (process.platform === 'win32') {
		return (
			'Install Python 3 (winget install Python.Python.3.13) and the Visual Studio Build Tools with the ' +
			'workload "Desktop development with C++" (winget install Microsoft.VisualStudio.2022.BuildTools).'
		);
	}
	let system = '';
	try {
		system = fs.readFileSync('/etc/os-release', 'utf8');
	} catch {
		// Not there on a few small systems; all the commands are shown then.
	}
	const commands = [
		{
			family: /^ID(_LIKE)?=.*(debian|ubuntu)/m,
			name: 'Debian, Ubuntu',
			command: 'sudo apt-get install -y python3 make g++',
		},
		{
			family: /^ID(_LIKE)?=.*(fedora|rhel|centos)/m,
			name: 'Fedora',
			command: 'sudo dnf install -y python3 make gcc-c++',
		},
		{ family: /^ID(_LIKE)?=.*alpine/m, name: 'Alpine', command: 'sudo apk add python3 make g++' },
		{
			family: /^ID(_LIKE)?=.*arch/m,
			name: 'Arch',
			command: 'sudo pacman -S --needed python make gcc',
		},
	];
	const mine = commands.filter(({ family }) => family.test(system));
	const shown = (mine.length > 0 ? mine : commands).map(
		({ name, command }) => `  ${name}:  ${command}`,
	);
	return `Install them with:\n${shown.join('\n')}`;
};

/**
 * Checks for what it takes to compile n8n's database driver.
 *
 * @throws {Error} that names what is missing and how to install it on this system
 */
const checkBuildTools = () => {
	const missing = [];
	if (!['python3', 'python', 'py'].some(works)) missing.push('Python 3');
	if (process.platform !== 'win32') {
		if (!works('make')) missing.push('make');
		const compilers = [process.env['CXX'] ?? '', 'c++', 'g++', 'clang++'].filter(Boolean);
		if (!compilers.some(works)) missing.push('a C++ compiler');
	}
	if (missing.length === 0) return;
	throw new Error(
		`n8n's database driver has to be compiled here, and this is missing: ${missing.join(', ')}.\n${howToInstall()}`,
	);
};

module.exports = { checkBuildTools };
